# Sourced by mvnw and glide: finds a JDK 25 and exports it as JAVA_HOME, without starting one.
# Looked at, in this order: JAVA_HOME, the java on the PATH, GLIDE_JDK_DIRS, the usual folders of each system.

# glide_is_25 HOME TOOL: true if HOME is a Java 25 that has bin/TOOL.
glide_is_25() {
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r glide_line; do
    case $glide_line in JAVA_VERSION=\"25[\".]*) return 0 ;; JAVA_VERSION=*) return 1 ;; esac
  done <"$1/release"
  return 1
}

# glide_find_jdk TOOL: exports JAVA_HOME, or says in one line what to install and returns 1. TOOL is java or javac.
glide_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && glide_is_25 "$JAVA_HOME" "$1"; then
    export JAVA_HOME
    return 0
  fi
  glide_on_path=$(command -v java 2>/dev/null || :)
  if [ -n "$glide_on_path" ] && [ -L "$glide_on_path" ]; then
    glide_on_path=$(readlink -f "$glide_on_path" 2>/dev/null || :)
  fi
  for glide_home in "${glide_on_path%/bin/java}" ${GLIDE_JDK_DIRS-} \
    /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/* /opt/java/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/*; do
    if glide_is_25 "$glide_home" "$1"; then
      JAVA_HOME=$glide_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "glide: needs a JDK 25 and found none; install one (Debian: apt install temurin-25-jdk or openjdk-25-jdk," \
    "macOS: brew install openjdk@25) or set JAVA_HOME to it" >&2
  return 1
}
