#!/usr/bin/env bash
# Tries the recipes of docs/proxies.md: starts the example chat, and each proxy that is installed in front of it, with the
# configuration on that page. Needs curl, openssl, Maven and a JDK. Usage: docs/proxies/try.sh [nginx|apache|haproxy|caddy ...]
# HOLD=75 is how many seconds a stream must stay open; CHAT=http://127.0.0.1:8080 uses a chat that runs already.
set -euo pipefail
cd "$(dirname "$0")/../.."
page=$PWD/docs/proxies.md
hold=${HOLD:-75}
work=$(mktemp -d)
chmod 755 "$work"
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
failures=0
held=()

await() { # SECONDS COMMAND...: until the command succeeds
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.02
  done
}

start() { # NAME COMMAND...: runs in the background, and is ended at the end
  local log=$work/$1.log
  shift
  "$@" >"$log" 2>&1 &
  started+=($!)
}

recipe() { # PROXY PORT: the block of the page, for this machine
  awk -v fence="\`\`\`$1" '$0 == fence {on = 1; next} /^```/ {on = 0} on' "$page" |
    sed -e "s#/etc/ssl/chat#$work/chat#g" -e "s#127.0.0.1:8080#${chat#http://}#g" -e "s#\b443\b#$2#g"
}

run_nginx() {
  {
    echo "daemon off; pid $work/nginx.pid; error_log stderr; events {}"
    echo "http { access_log off; gzip on; gzip_types application/json text/event-stream;"
    recipe nginx "$1"
    echo "}"
  } >"$work/nginx.conf"
  start nginx nginx -c "$work/nginx.conf"
}

run_apache() {
  {
    printf '%s\n' "ServerRoot $work" "PidFile $work/apache.pid" "DefaultRuntimeDir $work" "ErrorLog $work/apache.err" \
      "Listen 127.0.0.1:$1" "User nobody"
    for module in mpm_event authz_core socache_shmcb ssl http2 headers filter deflate proxy proxy_http; do
      echo "LoadModule ${module}_module $(apache_modules)/mod_$module.so"
    done
    recipe apache "$1"
  } >"$work/apache.conf"
  start apache apache2 -f "$work/apache.conf" -DFOREGROUND
}

apache_modules() {
  dirname "$(find /usr/lib /usr/lib64 -name mod_proxy_http.so 2>/dev/null | head -1)"
}

run_haproxy() {
  recipe haproxy "$1" >"$work/haproxy.cfg"
  start haproxy haproxy -f "$work/haproxy.cfg"
}

run_caddy() {
  {
    printf '{\n admin off\n auto_https disable_redirects\n storage file_system %s\n}\n' "$work/caddy"
    recipe caddy "$1" | sed "s#^chat.example {#https://chat.example:$1 {#"
  } >"$work/Caddyfile"
  start caddy caddy run --adapter caddyfile --config "$work/Caddyfile"
}

check() { # TEXT COMMAND...
  local text=$1
  shift
  if "$@"; then
    echo "  ok: $text"
  else
    echo "  FAILED: $text"
    failures=$((failures + 1))
  fi
}

received() { # FILE TEXT, where the file may be compressed, and not yet complete
  { gzip -dc <"$1" 2>/dev/null || cat "$1"; } | grep -qaF "$2"
}

prepare() { # USER PATH [OPTIONS...]: puts into "request" what a browser asks for, whose page is of the proxy
  local user=$1 path=$2
  shift 2
  request=(curl -sS --cacert "$work/chat.crt" --resolve "chat.example:$port:127.0.0.1" -b "$work/$user.$port"
    -H 'Sec-Fetch-Site: same-origin' -H "Origin: https://chat.example:$port" "$@" "https://chat.example:$port$path")
}

visit() { # as prepare
  prepare "$@"
  "${request[@]}"
}

answers() { # STATUS, then as visit
  local expected=$1 status
  shift
  status=$(visit "$@" -o /dev/null -w '%{http_code}')
  [ "$status" = "$expected" ] || { echo "  it answers $status"; return 1; }
}

check_stream() { # NAME OPTIONS...: an event arrives at once
  local name=$1 file=$work/stream.$port
  shift
  : >"$file"
  prepare alice '/events?channel=general' -N "$@" -o "$file"
  "${request[@]}" 2>/dev/null &
  local stream=$!
  check "the stream begins, $name" await 5 received "$file" incoming_calls
  local before=${EPOCHREALTIME/[.,]/}
  check "a POST is answered" answers 204 bob /typing/general -X POST
  check "an event arrives, $name" await 5 received "$file" '["bob"]'
  echo "  after $(((${EPOCHREALTIME/[.,]/} - before) / 1000)) ms, with the request that caused it"
  check "a DELETE is answered" answers 204 bob /typing/general -X DELETE
  kill "$stream"
  wait "$stream" || true
}

check_etag() {
  local tag
  tag=$(visit alice /online_users --compressed -o /dev/null -D - | tr -d '\r' | sed -n 's/^etag: //Ip')
  check "304 for the tag $tag" answers 304 alice /online_users --compressed -H "If-None-Match: $tag"
}

check_hold() { # NAME
  local status=0
  prepare alice /events -N -o /dev/null
  timeout "$hold" "${request[@]}" 2>/dev/null || status=$?
  # It is timeout that has ended it.
  check "a stream through $1 stays open for $hold s" [ "$status" = 124 ]
  [ "$status" = 124 ]
}

if [ -n "${CHAT:-}" ]; then
  chat=$CHAT
else
  command=$(sed -n '/examples\/chat .*exec:java/{p;q}' README.md)
  echo "+ $command"
  start chat bash -c "exec $command -Dexec.args='--port 0 --data $work/data'"
  await 600 grep -q 'http://' "$work/chat.log" || { cat "$work/chat.log"; exit 1; }
  chat=$(grep -o 'http://[0-9.:]*' "$work/chat.log" | head -1)
fi
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=chat.example \
  -addext subjectAltName=DNS:chat.example -keyout "$work/chat.key" -out "$work/chat.crt" 2>/dev/null
cat "$work/chat.crt" "$work/chat.key" >"$work/chat.pem"
chmod 644 "$work"/chat.*
# Enough users that their list is worth compressing.
for i in $(seq 40); do
  curl -sS -o /dev/null -d "user=somebody-with-a-name-$i" "$chat/login"
done

port=18440
for proxy in "${@:-nginx apache haproxy caddy}"; do
  for name in $proxy; do
    port=$((port + 1))
    binary=$name
    [ "$name" = apache ] && binary=apache2
    if ! command -v "$binary" >/dev/null; then
      echo "$name: not installed"
      continue
    fi
    case $name in caddy) flag=version ;; *) flag=-v ;; esac
    echo "$name: $("$binary" "$flag" 2>&1 | head -1)"
    "run_$name" "$port"
    if ! await 20 curl -sk --resolve "chat.example:$port:127.0.0.1" "https://chat.example:$port/me"; then
      cat "$work/$name".*
      exit 1
    fi
    for user in alice bob; do
      check "$user signs in" answers 200 "$user" /login -c "$work/$user.$port" -d "user=$user"
    done
    check_stream "HTTP/2" --http2
    check_stream "HTTP/1.1" --http1.1
    # Whether something in between holds a compressed stream back can depend on chance.
    for i in 1 2 3 4 5; do
      check_stream "to a client that takes gzip ($i)" --http2 -H 'Accept-Encoding: gzip'
    done
    check_etag
    check_hold "$name" &
    held+=($!)
  done
done
for job in "${held[@]}"; do
  wait "$job" || failures=$((failures + 1))
done
echo "$failures failed"
[ "$failures" = 0 ]
