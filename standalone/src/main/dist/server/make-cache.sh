#!/bin/sh
# usage: make-cache.sh KEY FALLBACK_DIR   (JAVA_HOME set)
# Records what a server loads and compiles while two people use it, parked and live (JEP 514), so that the next one starts in half
# the time and with less memory. The cache goes into ../cache beside this folder, or into FALLBACK_DIR where that can't be written.
# Any number may run at once: one works, and what it makes appears whole or not at all.

# A path from the root: a cache that was recorded under a relative one stops Java in every other folder.
glide_server=$(cd "${0%/*}" && pwd) || exit 1
glide_key=$1
glide_place=$glide_server/../cache
if ! mkdir -p "$glide_place" 2>/dev/null || [ ! -w "$glide_place" ]; then
  glide_place=$2
  mkdir -p "$glide_place" || exit 1
fi
[ ! -e "$glide_place/server-$glide_key.cache" ] || exit 0

glide_lock=$glide_place/$glide_key-server.lock
if ! mkdir "$glide_lock" 2>/dev/null; then
  # Somebody is at it, unless they died: a lock that is older than ten minutes is nobody's.
  [ -n "$(find "$glide_lock" -prune -mmin +10 2>/dev/null)" ] || exit 0
fi
glide_work=$(mktemp -d "$glide_lock/XXXXXX") || exit 1
glide_pid=
glide_up=
# finish PID: ends what was started here.
finish() {
  [ -z "$1" ] || { kill "$1" && wait "$1"; } 2>/dev/null
}
glide_finish() {
  finish "$glide_up"
  finish "$glide_pid"
  rm -rf "$glide_lock"
}
trap glide_finish EXIT
trap 'exit 1' HUP INT TERM

"$JAVA_HOME/bin/java" "@$glide_server/jvm.options" -XX:AOTCacheOutput="$glide_work/server.aot" \
  -jar "$glide_server/quarkus-run.jar" --port 0 --data "$glide_work/data" >"$glide_work/out" 2>"$glide_work/log" &
glide_pid=$!

# await PID FILE PATTERN: waits for a line in what a process says; glide_said is the line.
await() {
  glide_said=
  glide_tries=0
  while [ -z "$glide_said" ]; do
    glide_tries=$((glide_tries + 1))
    [ "$glide_tries" -lt 120 ] && kill -0 "$1" 2>/dev/null || exit 1
    sleep 1
    while read -r glide_line; do
      # shellcheck disable=SC2254 # a pattern is meant
      case $glide_line in $3) glide_said=$glide_line ;; esac
    done <"$2"
  done
}
await "$glide_pid" "$glide_work/out" 'glide server ready at *'
glide_url=${glide_said##* }

# as PERSON WORD...: one command of one of the two.
as() {
  glide_person=$1
  shift
  (cd "$glide_work" && GLIDE_AOT=off GLIDE_HOME=$glide_work/$glide_person "$glide_bin" "$@") >>"$glide_work/log" 2>&1
}
glide_bin=$(cd "$glide_server/.." && pwd)/bin/glide
head -c 40000000 /dev/urandom >"$glide_work/something" &&
  as ana register ana --server "$glide_url" &&
  as ben register ben --server "$glide_url" &&
  as ana list &&
  as ana send something @ben &&
  as ben reqs &&
  as ben ok @ana --to received || exit 1

# The same straight to somebody who waits for it.
(cd "$glide_work" && exec env GLIDE_AOT=off "GLIDE_HOME=$glide_work/ben" "$glide_bin" up --json --from @ana --to live) \
  >"$glide_work/up" 2>>"$glide_work/log" &
glide_up=$!
await "$glide_up" "$glide_work/up" '*"event":"online"*'
as ana send --live --wait 1m something @ben || exit 1
finish "$glide_up"
glide_up=

# The cache is written while the server ends.
kill "$glide_pid"
wait "$glide_pid"
glide_pid=
[ -s "$glide_work/server.aot" ] || exit 1
mv "$glide_work/server.aot" "$glide_place/server-$glide_key.cache" || exit 1

# Those of other builds are of no use beside these jars; in the user's own folder another installation may need them.
if [ "$glide_place" != "$2" ]; then
  for glide_old in "$glide_place"/server-*.cache; do
    [ "$glide_old" = "$glide_place/server-$glide_key.cache" ] || rm -f "$glide_old"
  done
fi
