{{/* The topics as docs/operations.md has them: JSON list of {name, config}. */}}
{{- define "glide.topics" -}}
{{- $hour := 3600000 }}
{{- $day := mul 24 $hour }}
{{- $topics := list }}
{{- range $name := list "glide.transfer.v1" "glide.chunk.v1" }}
{{- $topics = append $topics (dict "name" $name "config" (dict "cleanup.policy" "delete" "retention.ms" (mul 7 $day | toString))) }}
{{- range list ".retry_1000" ".retry_10000" ".retry_60000" ".dead" }}
{{- $topics = append $topics (dict "name" (print $name .) "config" (dict "cleanup.policy" "delete" "retention.ms" (mul 30 $day | toString))) }}
{{- end }}
{{- end }}
{{- $topics = append $topics (dict "name" "glide.relay.v1" "config" (dict "cleanup.policy" "compact,delete" "retention.ms" ($hour | toString) "segment.ms" "600000")) }}
{{- $topics = append $topics (dict "name" "glide.presence.v1" "config" (dict "cleanup.policy" "compact,delete" "retention.ms" (mul 6 $hour | toString) "segment.ms" "600000")) }}
{{- $topics = append $topics (dict "name" "glide.order.v1" "config" (dict "cleanup.policy" "compact,delete" "retention.ms" (mul 6 $hour | toString) "segment.ms" "600000")) }}
{{- $topics = append $topics (dict "name" "glide.audit.v1" "config" (dict "cleanup.policy" "delete" "retention.ms" (mul 30 $day | toString))) }}
{{- $topics | toJson }}
{{- end }}
