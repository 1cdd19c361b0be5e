# bash completion for tallybridgectl; source this file, or install it as
# share/bash-completion/completions/tallybridgectl
_tallybridgectl()
{
    local cur prev word command="" skip=0 i
    COMPREPLY=()
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}

    case $prev in
        --data-dir) compopt -o default; return ;;
        --mapping | --output | -o | --password-file | --certificate | --client-secret-file | --ca-file | --secret-file) compopt -o default; return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W "csv json" -- "$cur"); return ;;
        --original) mapfile -t COMPREPLY < <(compgen -W "attach hash" -- "$cur"); return ;;
        --after-import) mapfile -t COMPREPLY < <(compgen -W "leave move: delete" -- "$cur"); return ;;
        --cloud) mapfile -t COMPREPLY < <(compgen -W "global gcc-high dod china" -f -- "$cur"); return ;;
        --type) mapfile -t COMPREPLY < <(compgen -W "whatsapp" -- "$cur"); return ;;
        --reason)
            mapfile -t COMPREPLY < <(compgen -W "unmapped owner-unmapped ambiguous-number no-mailbox access-denied item-too-large
                malformed-message missing-from-delivery encrypted-item rejected-by-destination destination-unavailable cancelled" -- "$cur")
            return ;;
        --name | --source | --destination | --default-region | --size-limit | --domain | --from | --to | --run | --copy | --explain | --because | --accept | --discard | \
            --accept-host-key | --bandwidth-limit | --source-timeout | --proxy | --client-id | --import-mime | --concurrency)
            return ;;
    esac

    # The command is the first one or two words that are neither options nor values of options.
    local -a words=() data=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((skip)); then
            skip=0
            [[ ${COMP_WORDS[i - 1]} == --data-dir ]] && data=(--data-dir "$word")
            continue
        fi
        case $word in
            --data-dir | --mapping | --output | -o | --format | --original | --type | --reason | --name | --source | --destination | \
                --default-region | --size-limit | --domain | --from | --to | --run | --copy | --explain | --because | --accept | --discard | \
                --password-file | --certificate | --client-secret-file | --ca-file | --cloud | --client-id | --import-mime | --concurrency | --secret-file | --accept-host-key | --after-import | --bandwidth-limit | --source-timeout | --proxy) skip=1 ;;
            -*) ;;
            *) words+=("$word") ;;
        esac
    done

    local top="connector check sync status runs failures retry waive verify quarantine findings report mapping inspect audit ledger help"
    local common="--data-dir --json --quiet --help --version" options="" takes="" need=1
    case "${words[0]}" in
        "") mapfile -t COMPREPLY < <(compgen -W "$top $common" -- "$cur"); return ;;
        connector | mapping | audit | ledger) command="${words[0]} ${words[1]}"; need=2 ;;
        *) command=${words[0]} ;;
    esac
    local signin="--password-file --certificate --client-secret-file"
    local settings="$signin --accept-host-key --secret-file --after-import --bandwidth-limit --source-timeout --proxy --source --destination --mapping --no-auto-mapping --default-region --size-limit --domain --original --accept-terms --client-id --cloud --import-mime --concurrency --ca-file --insecure-loopback"
    case $command in
        "connector ") mapfile -t COMPREPLY < <(compgen -W "add list show edit remove certificate consent" -- "$cur"); return ;;
        "mapping ") mapfile -t COMPREPLY < <(compgen -W "check template" -- "$cur"); return ;;
        "audit ") mapfile -t COMPREPLY < <(compgen -W "show verify" -- "$cur"); return ;;
        "ledger ") mapfile -t COMPREPLY < <(compgen -W "backup restore" -- "$cur"); return ;;
        help) mapfile -t COMPREPLY < <(compgen -W "$top" -- "$cur"); return ;;
        "connector add") options="--name --type $settings" ;;
        "connector show") takes=connector ;;
        "connector edit") takes=connector options="--name --no-mapping --auto-mapping --any-domain $settings" ;;
        "connector remove") takes=connector options="--yes" ;;
        "connector certificate") takes=connector options="--output --renew" ;;
        "connector consent") takes=connector options="--link --sign-in --without-roles --sign-in-only --minutes $signin" ;;
        check) takes=connector options="$signin" ;;
        status | runs) takes=connector ;;
        findings) takes=connector options="--explain --because" ;;
        sync) takes=connector options="--from --to --dry-run --due $signin" ;;
        failures) takes=connector options="--run" ;;
        retry) takes=connector options="--reason $signin" ;;
        waive) takes=connector options="--reason --copy --because" ;;
        verify) takes=connector options="--run --repair $signin" ;;
        quarantine) takes=connector options="--accept --discard --because" ;;
        report) takes=connector options="--run --format --output" ;;
        "mapping check") takes=file options="--default-region" ;;
        "mapping template") options="--output" ;;
        inspect) takes=file options="--text" ;;
        "ledger backup" | "ledger restore") takes=file ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options $common" -- "$cur")
    elif ((${#words[@]} == need)) && [[ $takes == connector ]]; then
        # Names may hold blanks, so each line is one candidate and is quoted for the shell.
        local name
        while IFS= read -r name; do
            [[ $name == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$name")")
        done < <(tallybridgectl "${data[@]}" connector list --quiet 2>/dev/null)
    elif [[ $takes == file ]]; then
        compopt -o default
    fi
}
complete -F _tallybridgectl tallybridgectl
