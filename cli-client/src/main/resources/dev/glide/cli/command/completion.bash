# bash completion for glide; in ~/.bashrc: source <(glide completion bash)
_glide() {
  local line=${COMP_LINE:0:COMP_POINT} word command= before i people words options= values= operands=
  word=${line##*[[:space:]]}
  before=${COMP_WORDS[COMP_CWORD-1]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      @VALUED@) ((i++)) ;;
      -*) ;;
      *) command=${COMP_WORDS[i]}; break ;;
    esac
  done
  case $command in
@COMMANDS@
    '') ;;
    # A line that begins with a path or a person is one that sends.
    *) operands='people files' ;;
  esac
  case $before in
    @PATHS@) compopt -o default -o bashdefault; return ;;
  esac
  # After --from people are offered as anywhere else; other values are anybody's guess.
  if [[ " $values " == *" $before "* && $word != @* ]]; then
    return
  fi
  case $word in
    @*)
      case $operands in
        *offers*) people=offers ;;
        *) people=people ;;
      esac
      people=$(glide __complete "$people" 2>/dev/null)
      people=$(compgen -W "$people" -- "$word")
      # Where @ parts words, bash has what stands before it already.
      [[ $COMP_WORDBREAKS != *@* ]] || people=${people//@/}
      COMPREPLY=($people)
      return ;;
    -*) COMPREPLY=($(compgen -W "$options @GLOBAL@" -- "$word")); return ;;
  esac
  if [[ -z $command ]]; then
    words='@NAMES@'
  fi
  case $operands in
    *offers*) words=$(glide __complete offers 2>/dev/null) ;;
    *transfers*) words=$(glide __complete transfers 2>/dev/null) ;;
    *words:*) words=${operands#*words:} ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ -z $command || $operands == *files* ]]; then
    compopt -o default -o bashdefault
  fi
}
complete -F _glide glide
