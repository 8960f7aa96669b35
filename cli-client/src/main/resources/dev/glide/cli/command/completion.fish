# fish completion for glide; in ~/.config/fish/config.fish: glide completion fish | source
complete -c glide -f
complete -c glide -n '__fish_use_subcommand; and not string match -q "@*" -- (commandline -ct)' -F
complete -c glide -n '__fish_use_subcommand; and string match -q "@*" -- (commandline -ct)' -a '(glide __complete people 2>/dev/null)'
