# complete.sh SOURCES WORD...: what bash completes the last of the words with.
. "$1/tools/threadwise/share/threadwise.bash"
shift
COMP_WORDS=(threadwise "$@")
COMP_CWORD=$#
_threadwise
printf '%s\n' "${COMPREPLY[@]}"
