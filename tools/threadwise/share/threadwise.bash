# Completion of bash: options are read from the program's own help.
_threadwise() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  # `--level=x` is three words to bash.
  if [ "$word" = "=" ]; then
    word=
  elif [ "$before" = "=" ] && [ "$COMP_CWORD" -gt 2 ]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "check report baseline tidy calibrate explain list --help --version" -- "$word")
    return
  fi
  case $before in
  --format)
    if [ "${COMP_WORDS[1]}" = calibrate ]; then
      mapfile -t COMPREPLY < <(compgen -W "table json options" -- "$word")
      return
    fi
    mapfile -t COMPREPLY < <(compgen -W "text json sarif github html gitlab rdjsonl sonarqube checkstyle junit codechecker" -- "$word")
    return
    ;;
  --level | --fail-on)
    mapfile -t COMPREPLY < <(compgen -W "hang-or-crash resource slower practice" -- "$word")
    return
    ;;
  --confidence)
    mapfile -t COMPREPLY < <(compgen -W "low medium high" -- "$word")
    return
    ;;
  --only | --checks)
    mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" list 2>/dev/null | grep -oE '^threadwise-[a-z-]+')" -- "$word")
    return
    ;;
  baseline)
    mapfile -t COMPREPLY < <(compgen -W "create update add show" -- "$word")
    return
    ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "${COMP_WORDS[1]}" --help 2>/dev/null | grep -oE -- '--[a-z-]+' | sort -u)" -- "$word")
  elif [ "${COMP_WORDS[1]}" = explain ]; then
    mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" explain --names 2>/dev/null)" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -F _threadwise threadwise
