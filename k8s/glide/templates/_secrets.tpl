{{/*
Where each secret is: {name, key} as JSON. One of an existing Secret, one that an operator makes, or one of the Secrets of
templates/secrets.yaml, which hold what stands in the values or was made at random.
*/}}

{{- define "glide.secret.database" -}}
{{- if .Values.database.existingSecret }}
{{- dict "name" .Values.database.existingSecret "key" .Values.database.existingSecretKey | toJson }}
{{- else if .Values.cloudnativepg.enabled }}
{{- dict "name" (printf "%s-database-app" (include "glide.fullname" .)) "key" "password" | toJson }}
{{- else }}
{{- dict "name" (printf "%s-database" (include "glide.fullname" .)) "key" "password" | toJson }}
{{- end }}
{{- end }}

{{- define "glide.secret.databaseCa" -}}
{{- if .Values.cloudnativepg.enabled }}
{{- dict "name" (printf "%s-database-ca" (include "glide.fullname" .)) "key" "ca.crt" | toJson }}
{{- else if .Values.database.ca.existingSecret }}
{{- dict "name" .Values.database.ca.existingSecret "key" .Values.database.ca.key | toJson }}
{{- end }}
{{- end }}

{{- define "glide.secret.kafka" -}}
{{- if .Values.strimzi.enabled }}
{{- dict "name" (printf "%s-events-user" (include "glide.fullname" .)) "key" "password" | toJson }}
{{- else if hasPrefix "SASL" .Values.kafka.securityProtocol }}
{{- if .Values.kafka.sasl.existingSecret }}
{{- dict "name" .Values.kafka.sasl.existingSecret "key" .Values.kafka.sasl.existingSecretKey | toJson }}
{{- else }}
{{- dict "name" (printf "%s-kafka" (include "glide.fullname" .)) "key" "password" | toJson }}
{{- end }}
{{- end }}
{{- end }}

{{- define "glide.secret.kafkaCa" -}}
{{- if .Values.strimzi.enabled }}
{{- dict "name" (printf "%s-events-cluster-ca-cert" (include "glide.fullname" .)) "key" "ca.crt" | toJson }}
{{- else if .Values.kafka.ca.existingSecret }}
{{- dict "name" .Values.kafka.ca.existingSecret "key" .Values.kafka.ca.key | toJson }}
{{- end }}
{{- end }}

{{- define "glide.secret.accessKey" -}}
{{- if .Values.storage.existingSecret }}
{{- dict "name" .Values.storage.existingSecret "key" .Values.storage.existingSecretAccessKey | toJson }}
{{- else }}
{{- dict "name" (printf "%s-storage" (include "glide.fullname" .)) "key" "access-key" | toJson }}
{{- end }}
{{- end }}

{{- define "glide.secret.secretKey" -}}
{{- if .Values.storage.existingSecret }}
{{- dict "name" .Values.storage.existingSecret "key" .Values.storage.existingSecretSecretKey | toJson }}
{{- else }}
{{- dict "name" (printf "%s-storage" (include "glide.fullname" .)) "key" "secret-key" | toJson }}
{{- end }}
{{- end }}

{{- define "glide.secret.storageCa" -}}
{{- if .Values.storage.ca.existingSecret }}
{{- dict "name" .Values.storage.ca.existingSecret "key" .Values.storage.ca.key | toJson }}
{{- end }}
{{- end }}

{{- define "glide.secret.admin" -}}
{{- if .Values.admin.enabled }}
{{- if .Values.admin.existingSecret }}
{{- dict "name" .Values.admin.existingSecret "key" .Values.admin.existingSecretKey | toJson }}
{{- else }}
{{- dict "name" (printf "%s-admin" (include "glide.fullname" .)) "key" "token" | toJson }}
{{- end }}
{{- end }}
{{- end }}

{{/*
A secret made at random, the same for as long as the Secret that holds it is there, and everywhere in one rendering.
Call with (dict "root" $ "secret" NAME "key" KEY "length" 32).
*/}}
{{- define "glide.random" -}}
{{- $id := printf "%s/%s" .secret .key }}
{{- if not (hasKey .root.Values "made") }}
{{- $_ := set .root.Values "made" dict }}
{{- end }}
{{- if not (hasKey .root.Values.made $id) }}
{{- $there := lookup "v1" "Secret" .root.Release.Namespace .secret }}
{{- $kept := dig "data" .key "" ($there | default dict) }}
{{- $_ := set .root.Values.made $id (ternary ($kept | b64dec) (randAlphaNum (int .length)) (not (empty $kept))) }}
{{- end }}
{{- get .root.Values.made $id }}
{{- end }}

{{/*
A checksum of what a pod's Secrets hold: when it changes at `helm upgrade`, the pod does. This chart's own are taken from the
values, for at first they can't be looked up; others are looked up, which finds nothing where there is no cluster.
Call with (dict "root" $ "secrets" (list "database" …)).
*/}}
{{- define "glide.secretsChecksum" -}}
{{- $root := .root }}
{{- $own := fromJson (include "glide.ownSecrets" .root) }}
{{- $held := dict }}
{{- range .secrets }}
{{- $place := include (printf "glide.secret.%s" .) $root | default "{}" | fromJson }}
{{- if hasKey $own ($place.name | default "") }}
{{- $_ := set $held $place.name (get $own $place.name) }}
{{- else if $place.name }}
{{- $_ := set $held $place.name (dig "data" dict (lookup "v1" "Secret" $root.Release.Namespace $place.name | default dict)) }}
{{- end }}
{{- end }}
{{- $held | toJson | sha256sum }}
{{- end }}
