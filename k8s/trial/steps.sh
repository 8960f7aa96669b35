# shellcheck shell=bash disable=SC2034,SC2154
# What k8s/play and k8s/try-kind.sh have in common: what is built, what is installed, what people then do, and what must hold.
#
# Whoever sources it has set $top (the repository) and $work (a folder for this run), and has these functions:
#   rollout DEPLOYMENT   replaces its pods one by one, and returns when all are new and ready
#   address              prints where clients reach the release

release=glide
namespace=files
services='registry-service relay-service chunk-store'
deployments="$release-registry $release-relay $release-chunk-store"
chart=$top/k8s/glide
values=$top/k8s/trial/values.yaml

say() {
  echo "$(date -u +%H:%M:%S) $*" >&2
}

fail() {
  say "FAILED: $*"
  exit 1
}

# Seconds that somebody may wait for something.
patience=180

# until_true COMMAND...: again and again until it is true.
until_true() {
  local end=$((SECONDS + patience))
  until "$@" >"$work/until.log" 2>&1; do
    [ $SECONDS -lt $end ] || { cat "$work/until.log" >&2; fail "not within $patience s: $*"; }
    sleep 0.5
  done
}

# as PERSON COMMAND...: glide, with the keys of this person.
as() {
  local person=$1
  shift
  GLIDE_HOME=$work/people/$person "$top/glide" "$@"
}

# becomes PERSON COMMAND...: the same in place of this shell; for the background, where it can be ended by its process id.
becomes() {
  local person=$1
  shift
  GLIDE_HOME=$work/people/$person exec "$top/glide" "$@"
}

# Ends what people have under way; for the end, however it comes.
up='' live='' park=''
over() {
  local each
  for each in $up $live $park; do
    kill "$each" 2>/dev/null || :
    wait "$each" || :
  done
  up='' live='' park=''
}

# same FILE FILE
same() {
  cmp "$1" "$2" || fail "$1 and $2 differ"
}

is_online() {
  as alice list --json | grep '"handle":"'"$1"'"' | grep '"online":true'
}

# comes_up PERSON: receives from Alice from now on; its process id is in $up.
comes_up() {
  becomes "$1" up --from @alice --to "$work/received/$1" >"$work/up-$1.log" 2>&1 &
  up=$!
  until_true is_online "$1"
}

goes() {
  kill "$up"
  wait "$up" || :
  up=
}

# accounts: Alice, Bob and Carol.
accounts() {
  local person url
  url=$(address)
  mkdir -p "$work/people" "$work/received" "$work/sent"
  for person in alice bob carol; do
    until_true as "$person" register "$person" --server "$url"
  done
  say "alice, bob and carol have accounts at $url"
}

# One file for somebody who is away, one for somebody who is there.
parked_and_live() {
  head -c 50000000 /dev/urandom >"$work/sent/parked"
  head -c 50000000 /dev/urandom >"$work/sent/live"
  as alice send --park "$work/sent/parked" @bob
  as bob ok @alice --to "$work/received/bob"
  same "$work/sent/parked" "$work/received/bob/parked"
  say "parked, fetched, and the same"
  comes_up bob
  as alice send --live "$work/sent/live" @bob
  until_true test -e "$work/received/bob/live"
  goes
  same "$work/sent/live" "$work/received/bob/live"
  say "sent live, and the same"
}

# bytes FILE: new ones, 2 MB a second, until FILE.stop is there; FILE has them all.
bytes() {
  while [ -d "$work" ] && [ ! -e "$1.stop" ]; do
    head -c 500000 /dev/urandom
    sleep 0.25
  done | tee "$1"
}

# rolling DEPLOYMENT: all its pods are replaced while one stream goes live to Bob, and another is parked for Carol.
rolling() {
  local what=$1
  comes_up bob
  bytes "$work/sent/live-$what" | becomes alice send - --name "live-$what" --live @bob >"$work/live-$what.log" 2>&1 &
  live=$!
  bytes "$work/sent/park-$what" | becomes alice send - --name "park-$what" --park @carol >"$work/park-$what.log" 2>&1 &
  park=$!
  until_true test -s "$work/sent/live-$what"
  say "$what: rolling, with a stream live and a stream parked under way"
  rollout "$what" || fail "$what has not been rolled out"
  { kill -0 "$live" && kill -0 "$park"; } || fail "a stream has ended before its end: $(tail -n 3 "$work/live-$what.log" "$work/park-$what.log")"
  touch "$work/sent/live-$what.stop" "$work/sent/park-$what.stop"
  wait "$live" || fail "live: $(cat "$work/live-$what.log")"
  wait "$park" || fail "parked: $(cat "$work/park-$what.log")"
  live='' park=''
  until_true test -e "$work/received/bob/live-$what"
  goes
  as carol ok @alice --to "$work/received/carol"
  same "$work/sent/live-$what" "$work/received/bob/live-$what"
  same "$work/sent/park-$what" "$work/received/carol/park-$what"
  say "$what: rolled, $(stat -c %s "$work/sent/live-$what") bytes live and $(stat -c %s "$work/sent/park-$what") parked, and the same"
}

# Everything that people do.
trial() {
  local each
  accounts
  parked_and_live
  for each in $deployments; do
    rolling "$each"
  done
}
