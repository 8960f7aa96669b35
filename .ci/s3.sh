# Sourced by minio and versitygw: builds an S3 server with Go, runs it on a free port, and runs a command beside it.
#
# serve() is the caller's: it starts the server on port $port in the background, with the keys $user and $password and its
# objects below $data, and leaves its process id in $server. answers() says whether it can be used.

# glide_build NAME MODULE: builds a program into $bin once; false without Go.
glide_build() {
  bin=${S3_BIN_DIR:-${MINIO_BIN_DIR:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/glide-ci}}
  [ ! -x "$bin/$1" ] || return 0
  go=$(command -v go || ls /usr/local/go/bin/go 2>/dev/null || :)
  [ -n "$go" ] || return 1
  mkdir -p "$bin"
  echo ".ci/$1: building into $bin" >&2
  GOBIN=$bin "$go" install "$2" || { echo ".ci/$1: the build has failed" >&2; exit 1; }
}

stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || :
    wait "$server" 2>/dev/null || :
  fi
  rm -rf "$data"
}

# glide_beside NAME COMMAND...: runs a command with the server beside it.
glide_beside() {
  name=$1
  shift
  data=$(mktemp -d)
  server=
  trap stop EXIT
  trap 'exit 130' INT TERM
  user=glide-ci
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  # Port 0 is not offered, so free ones are tried.
  tries=0
  while :; do
    tries=$((tries + 1))
    port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
    serve
    seconds=0
    until answers; do
      seconds=$((seconds + 1))
      kill -0 "$server" 2>/dev/null && [ $seconds -lt 60 ] || break
      sleep 1
    done
    answers && kill -0 "$server" 2>/dev/null && break
    if [ $tries -ge 3 ]; then
      echo ".ci/$name: the server does not start" >&2
      cat "$data/log" >&2
      exit 1
    fi
    kill "$server" 2>/dev/null || :
    wait "$server" 2>/dev/null || :
  done
  GLIDE_TEST_S3_ENDPOINT=http://127.0.0.1:$port
  GLIDE_TEST_S3_ACCESS_KEY=$user
  GLIDE_TEST_S3_SECRET_KEY=$password
  export GLIDE_TEST_S3_ENDPOINT GLIDE_TEST_S3_ACCESS_KEY GLIDE_TEST_S3_SECRET_KEY
  "$@"
}
