#!/bin/sh
# usage: make-cache.sh KEY FALLBACK_DIR   (JAVA_HOME set)
# Records what a short command and a transfer load (JEP 514), so that the next ones start faster. The caches go into
# ../cache beside this folder, or into FALLBACK_DIR where that can't be written. Any number may run at once: one works, and what it
# makes appears whole or not at all.

# A path from the root: a cache that was recorded under a relative one may stop Java in every other folder.
glide_lib=$(cd "${0%/*}" && pwd) || exit 1
glide_key=$1
glide_place=$glide_lib/../cache
if ! mkdir -p "$glide_place" 2>/dev/null || [ ! -w "$glide_place" ]; then
  glide_place=$2
  mkdir -p "$glide_place" || exit 1
fi

[ "$glide_place/$glide_key-transfer.aot" -nt "$glide_lib/glide.jar" ] && exit 0

glide_lock=$glide_place/$glide_key.lock
if ! mkdir "$glide_lock" 2>/dev/null; then
  # Somebody is at it, unless they died: a lock that is older than ten minutes is nobody's.
  [ -n "$(find "$glide_lock" -prune -mmin +10 2>/dev/null)" ] || exit 0
fi
glide_work=$glide_lock/$$
mkdir -p "$glide_work" || exit 1
trap 'rm -rf "$glide_lock"' EXIT
trap 'exit 1' HUP INT TERM

# record KIND FLAG...: makes the cache of one kind from a rehearsal. Without the profiles of its methods: a process that finds them
# compiles at once what it may never need, beside the little that it has to do.
record() {
  glide_kind=$1
  shift
  GLIDE_HOME=$glide_work/home-$glide_kind "$JAVA_HOME/bin/java" "$@" -XX:+UnlockDiagnosticVMOptions -XX:+IgnoreUnrecognizedVMOptions \
    -XX:-AOTRecordTraining -XX:AOTCacheOutput="$glide_work/$glide_kind.aot" \
    -cp "$glide_lib/glide.jar" dev.glide.cli.Glide __rehearse "$glide_kind" >"$glide_work/log" 2>&1 &&
    mv "$glide_work/$glide_kind.aot" "$glide_place/$glide_key-$glide_kind.aot"
}

record short -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xms16m -Xmx128m &&
  record transfer -XX:+UseSerialGC -XX:-UsePerfData -Xms32m -Xmx160m --enable-native-access=ALL-UNNAMED ||
  exit 1

# Those of other builds are of no use beside this jar; in the user's own folder another installation may need them.
if [ "$glide_place" != "$2" ]; then
  for glide_old in "$glide_place"/*.aot; do
    case $glide_old in
    "$glide_place/$glide_key"-*) ;;
    *) rm -f "$glide_old" ;;
    esac
  done
fi
