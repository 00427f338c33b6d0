# usage: interrupt.sh SIGNAL COMMAND...
# Starts the command, sends the signal once a worker is at work, and checks that
# the command died of it and that no worker outlives it.
signal=$1
shift
"$@" &
parent=$!
worker=
for try in $(seq 100); do
  worker=$(cat /proc/$parent/task/*/children 2>/dev/null)
  [ -n "$worker" ] && break
  sleep 0.1
done
sleep 1
kill -"$signal" $parent
wait $parent
echo "died with $?"
sleep 0.5
for process in $worker; do
  # One whose parent died may stay a zombie until somebody collects it.
  if grep -q '^State:.[^Z]' /proc/"$process"/status 2>/dev/null; then
    echo "worker $process is still there"
  else
    echo "worker ended"
  fi
done
