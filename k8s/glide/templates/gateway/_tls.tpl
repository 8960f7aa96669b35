{{/*
The certificate of the gateway where none is given: JSON of {ca, crt, key}, made once and kept. For localhost too, which is
where a forwarded port is.
*/}}
{{- define "glide.gateway.certificate" -}}
{{- $name := printf "%s-gateway-tls" (include "glide.fullname" .) }}
{{- if not (hasKey .Values "madeCertificate") }}
{{- $data := dig "data" dict ((lookup "v1" "Secret" .Release.Namespace $name) | default dict) }}
{{- if and (hasKey $data "ca.crt") (hasKey $data "tls.crt") (hasKey $data "tls.key") }}
{{- $_ := set .Values "madeCertificate" (dict "ca" (get $data "ca.crt" | b64dec) "crt" (get $data "tls.crt" | b64dec) "key" (get $data "tls.key" | b64dec)) }}
{{- else }}
{{- $ca := genCA "Glide trial authority" 3650 }}
{{- $names := list "localhost" (printf "%s-gateway" (include "glide.fullname" .)) (printf "%s-gateway.%s.svc" (include "glide.fullname" .) .Release.Namespace) }}
{{- with .Values.host }}{{ $names = append $names . }}{{ end }}
{{- $made := genSignedCert (.Values.host | default "localhost") (list "127.0.0.1") $names 825 $ca }}
{{- $_ := set .Values "madeCertificate" (dict "ca" $ca.Cert "crt" (printf "%s%s" $made.Cert $ca.Cert) "key" $made.Key) }}
{{- end }}
{{- end }}
{{- .Values.madeCertificate | toJson }}
{{- end }}
