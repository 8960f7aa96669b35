{{/* What the services are told, except for secrets: as they are named in docs/operations.md. */}}

{{- define "glide.config.common" -}}
{{- $strimzi := .Values.strimzi.enabled }}
GLIDE_KAFKA_BOOTSTRAP: {{ include "glide.kafkaBootstrap" . | quote }}
{{- with .Values.kafka.prefix }}
GLIDE_KAFKA_PREFIX: {{ . | quote }}
{{- end }}
GLIDE_KAFKA_CREATE_TOPICS: {{ and .Values.kafka.createTopics (not $strimzi) | quote }}
GLIDE_KAFKA_PARTITIONS: {{ .Values.kafka.partitions | quote }}
GLIDE_KAFKA_REPLICATION: {{ ternary 1 .Values.kafka.replication (eq (include "glide.quickstart.kafka" .) "true") | quote }}
{{- if $strimzi }}
GLIDE_KAFKA_SECURITY_PROTOCOL: SASL_SSL
GLIDE_KAFKA_SASL_MECHANISM: SCRAM-SHA-512
GLIDE_KAFKA_SASL_USERNAME: {{ include "glide.fullname" . }}-events-user
{{- else }}
GLIDE_KAFKA_SECURITY_PROTOCOL: {{ .Values.kafka.securityProtocol }}
{{- if hasPrefix "SASL" .Values.kafka.securityProtocol }}
GLIDE_KAFKA_SASL_MECHANISM: {{ .Values.kafka.sasl.mechanism }}
GLIDE_KAFKA_SASL_USERNAME: {{ .Values.kafka.sasl.username | quote }}
{{- end }}
{{- end }}
GLIDE_STOP_DELAY: {{ .Values.shutdown.delaySeconds }}s
GLIDE_STOP_WITHIN: {{ .Values.shutdown.withinSeconds }}s
{{- range $name, $value := .Values.settings }}
{{ $name }}: {{ include "glide.text" $value }}
{{- end }}
{{- end }}

{{/* A number of the values as it was written, not as 1e+06. */}}
{{- define "glide.text" -}}
{{- if kindIs "float64" . }}{{ printf "%.0f" . | quote }}{{ else }}{{ toString . | quote }}{{ end }}
{{- end }}

{{- define "glide.config.registry" -}}
{{ include "glide.config.common" . }}
GLIDE_DATABASE_URL: {{ include "glide.databaseUrl" . | quote }}
GLIDE_DATABASE_USER: {{ ternary .Values.database.user "glide" (not (empty .Values.database.url)) | quote }}
GLIDE_DATABASE_POOL: {{ .Values.database.pool | quote }}
{{- with include "glide.origins" . }}
GLIDE_ORIGINS: {{ . | quote }}
{{- end }}
{{- with .Values.relay.settings.GLIDE_RELAY_BEAT }}
GLIDE_RELAY_BEAT: {{ . | quote }}
{{- end }}
{{- range $name, $value := .Values.registry.settings }}
{{ $name }}: {{ include "glide.text" $value }}
{{- end }}
{{- end }}

{{- define "glide.config.relay" -}}
{{ include "glide.config.common" . }}
GLIDE_REGISTRY_URL: http://{{ include "glide.fullname" . }}-registry:8080
GLIDE_RELAY_DRAIN: {{ .Values.relay.drainSeconds }}s
{{- if .Values.relay.loadBalancer.enabled }}
GLIDE_RELAY_URL: {{ .Values.relay.loadBalancer.url | quote }}
{{- end }}
{{- range $name, $value := .Values.relay.settings }}
{{ $name }}: {{ include "glide.text" $value }}
{{- end }}
{{- end }}

{{- define "glide.config.chunk-store" -}}
{{ include "glide.config.common" . }}
GLIDE_REGISTRY_URL: http://{{ include "glide.fullname" . }}-registry:8080
GLIDE_CHUNKS_STORAGE: s3
GLIDE_CHUNKS_S3_ENDPOINT: {{ include "glide.storageEndpoint" . | quote }}
GLIDE_CHUNKS_S3_BUCKET: {{ .Values.storage.bucket | quote }}
GLIDE_CHUNKS_S3_REGION: {{ .Values.storage.region | quote }}
GLIDE_CHUNKS_S3_CREATE_BUCKET: {{ or .Values.storage.createBucket (eq (include "glide.quickstart.storage" .) "true") | quote }}
GLIDE_CHUNKS_S3_VIRTUAL_HOST: {{ .Values.storage.virtualHost | quote }}
GLIDE_CHUNKS_S3_EXPIRE_RULE: {{ .Values.storage.expireRule | quote }}
{{- range $name, $value := .Values.chunkStore.settings }}
{{ $name }}: {{ include "glide.text" $value }}
{{- end }}
{{- end }}

{{/* Call with (dict "root" $ "component" "registry"). */}}
{{- define "glide.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "glide.metadata" (dict "root" .root "component" .component "name" (printf "%s-%s" (include "glide.fullname" .root) .component)) | nindent 2 }}
data:
  {{- include (printf "glide.config.%s" .component) .root | nindent 2 }}
{{- end }}

{{/* The Secrets of this chart: JSON of {name: {key: value}}. */}}
{{- define "glide.ownSecrets" -}}
{{- $full := include "glide.fullname" . }}
{{- $secrets := dict }}
{{- if and .Values.database.password .Values.database.url }}
{{- $_ := set $secrets (printf "%s-database" $full) (dict "password" .Values.database.password) }}
{{- else if include "glide.quickstart.postgresql" . }}
{{- $name := printf "%s-database" $full }}
{{- $_ := set $secrets $name (dict "password" (include "glide.random" (dict "root" . "secret" $name "key" "password" "length" 32))) }}
{{- end }}
{{- if and (hasPrefix "SASL" .Values.kafka.securityProtocol) .Values.kafka.sasl.password (not .Values.kafka.sasl.existingSecret) (not .Values.strimzi.enabled) }}
{{- $_ := set $secrets (printf "%s-kafka" $full) (dict "password" .Values.kafka.sasl.password) }}
{{- end }}
{{- if not .Values.storage.existingSecret }}
{{- $name := printf "%s-storage" $full }}
{{- if .Values.storage.endpoint }}
{{- $_ := set $secrets $name (dict "access-key" .Values.storage.accessKey "secret-key" .Values.storage.secretKey) }}
{{- else }}
{{- $_ := set $secrets $name (dict
  "access-key" (include "glide.random" (dict "root" . "secret" $name "key" "access-key" "length" 20))
  "secret-key" (include "glide.random" (dict "root" . "secret" $name "key" "secret-key" "length" 40))) }}
{{- end }}
{{- end }}
{{- if and .Values.admin.enabled (not .Values.admin.existingSecret) }}
{{- $name := printf "%s-admin" $full }}
{{- $_ := set $secrets $name (dict "token" (.Values.admin.token | default (include "glide.random" (dict "root" . "secret" $name "key" "token" "length" 48)))) }}
{{- end }}
{{- $secrets | toJson }}
{{- end }}
