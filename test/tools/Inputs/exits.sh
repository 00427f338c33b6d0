# usage: exits.sh CODE COMMAND...
expected=$1
shift
"$@"
code=$?
[ "$code" -eq "$expected" ] && exit 0
echo "exit code $code, expected $expected: $*" >&2
exit 1
