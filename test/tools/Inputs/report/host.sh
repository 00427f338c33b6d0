# usage: host.sh FOLDER HOST [--] COMMAND: what ssh does, into a network and a
# process tree of its own, at home in FOLDER/HOST. A host that finds a pipe for a
# header dies while it reads it.
home=$1/$2
shift 2
[ "$1" != -- ] || shift
cd "$home" || exit 255
if [ -p project/shared.h ]; then
  (exec 3>project/shared.h && mv shared.h project && kill -9 $$) >/dev/null 2>&1 &
fi
HOME=$home SHELL=/bin/sh exec unshare -np --fork --kill-child sh -c "$*"
