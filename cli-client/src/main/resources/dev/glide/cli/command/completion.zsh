#compdef glide
# zsh completion for glide; in ~/.zshrc, after compinit: source <(glide completion zsh)
_glide() {
  local command= before=${words[CURRENT-1]} word=${words[CURRENT]} i
  local -a commands options values operands found
  for ((i = 2; i < CURRENT; i++)); do
    case ${words[i]} in
      @VALUED@) ((i++)) ;;
      -*) ;;
      *) command=${words[i]}; break ;;
    esac
  done
  commands=(
@NAMES@
  )
  case $command in
@COMMANDS@
    '') ;;
    # A line that begins with a path or a person is one that sends.
    *) operands=(people files) ;;
  esac
  case $before in
    @PATHS@) _files; return ;;
  esac
  (( ${values[(Ie)$before]} )) && [[ $word != @* ]] && return
  case $word in
    -*) options+=(
@GLOBAL@
    )
      _describe -o option options
      return ;;
    @*)
      if (( ${operands[(Ie)offers]} )); then
        found=("${(@f)$(glide __complete offers 2>/dev/null)}")
      else
        found=("${(@f)$(glide __complete people 2>/dev/null)}")
      fi
      compadd -- ${(M)found:#@*}
      return ;;
  esac
  if [[ -z $command ]]; then
    _describe command commands
    _files
    return
  fi
  local operand
  for operand in $operands; do
    case $operand in
      files) _files ;;
      people) found=("${(@f)$(glide __complete people 2>/dev/null)}"); compadd -- $found ;;
      offers) found=("${(@f)$(glide __complete offers 2>/dev/null)}"); compadd -- $found ;;
      transfers) found=("${(@f)$(glide __complete transfers 2>/dev/null)}"); compadd -- $found ;;
      *) compadd -- $operand ;;
    esac
  done
}
if [[ ${funcstack[1]} == _glide ]]; then
  _glide "$@"
else
  compdef _glide glide
fi
