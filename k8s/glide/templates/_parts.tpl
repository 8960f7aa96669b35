{{/* Which parts there are, and where each is. Values that contradict each other end here, with what to do. */}}

{{- define "glide.quickstart.postgresql" -}}
{{- if and .Values.quickstart.enabled .Values.quickstart.postgresql.enabled }}true{{ end }}
{{- end }}

{{- define "glide.quickstart.kafka" -}}
{{- if and .Values.quickstart.enabled .Values.quickstart.kafka.enabled }}true{{ end }}
{{- end }}

{{- define "glide.quickstart.storage" -}}
{{- if and .Values.quickstart.enabled .Values.quickstart.storage.enabled }}true{{ end }}
{{- end }}

{{/* Call with (dict "what" "the database" "given" (list "database.url" …) "choices" "…"). */}}
{{- define "glide.exactlyOne" -}}
{{- if eq (len .given) 0 }}
{{- fail (printf "glide: no %s: set %s" .what .choices) }}
{{- else if gt (len .given) 1 }}
{{- fail (printf "glide: %s: more than one %s: keep one of them" (join ", " .given) .what) }}
{{- end }}
{{- end }}

{{/* Call with (dict "root" $ "api" (list "group/version") "what" "…" "value" "…"): fails unless the cluster has one of them. */}}
{{- define "glide.requireApi" -}}
{{- $there := list }}
{{- $root := .root }}
{{- range .api }}
{{- if or ($root.Capabilities.APIVersions.Has .) (has . $root.Values.apiVersions) }}
{{- $there = append $there . }}
{{- end }}
{{- end }}
{{- if not $there }}
{{- fail (printf "glide: %s needs %s, which this cluster does not have (no %s). Install it, or leave the value alone. Where charts are rendered without a cluster, name it in apiVersions" .value .what (join " or " .api)) }}
{{- end }}
{{- first $there }}
{{- end }}

{{- define "glide.check" -}}
{{- $values := .Values }}
{{- $databases := list }}
{{- if $values.database.url }}{{ $databases = append $databases "database.url" }}{{ end }}
{{- if $values.cloudnativepg.enabled }}{{ $databases = append $databases "cloudnativepg.enabled" }}{{ end }}
{{- if include "glide.quickstart.postgresql" . }}{{ $databases = append $databases "quickstart.postgresql.enabled" }}{{ end }}
{{- include "glide.exactlyOne" (dict "what" "database" "given" $databases "choices" "database.url to a PostgreSQL that is there, cloudnativepg.enabled=true, or quickstart.enabled=true to try it") }}
{{- $kafkas := list }}
{{- if $values.kafka.bootstrap }}{{ $kafkas = append $kafkas "kafka.bootstrap" }}{{ end }}
{{- if $values.strimzi.enabled }}{{ $kafkas = append $kafkas "strimzi.enabled" }}{{ end }}
{{- if include "glide.quickstart.kafka" . }}{{ $kafkas = append $kafkas "quickstart.kafka.enabled" }}{{ end }}
{{- include "glide.exactlyOne" (dict "what" "Kafka" "given" $kafkas "choices" "kafka.bootstrap to a Kafka that is there, strimzi.enabled=true, or quickstart.enabled=true to try it") }}
{{- $storages := list }}
{{- if $values.storage.endpoint }}{{ $storages = append $storages "storage.endpoint" }}{{ end }}
{{- if include "glide.quickstart.storage" . }}{{ $storages = append $storages "quickstart.storage.enabled" }}{{ end }}
{{- include "glide.exactlyOne" (dict "what" "object store" "given" $storages "choices" "storage.endpoint to an S3 that is there, or quickstart.enabled=true to try it") }}
{{- $ways := list }}
{{- if $values.ingress.enabled }}{{ $ways = append $ways "ingress.enabled" }}{{ end }}
{{- if $values.httpRoute.enabled }}{{ $ways = append $ways "httpRoute.enabled" }}{{ end }}
{{- if $values.gateway.enabled }}{{ $ways = append $ways "gateway.enabled" }}{{ end }}
{{- if gt (len $ways) 1 }}
{{- fail (printf "glide: %s: there is one way in: keep one of them" (join ", " $ways)) }}
{{- end }}
{{- if and (or $values.ingress.enabled $values.httpRoute.enabled) (not $values.host) }}
{{- fail "glide: host is missing: the name that clients use, such as glide.example.org" }}
{{- end }}
{{- if and $values.database.url (not $values.database.password) (not $values.database.existingSecret) }}
{{- fail "glide: the database's password is missing: set database.existingSecret to a Secret that has it, or database.password" }}
{{- end }}
{{- if and $values.database.password $values.database.existingSecret }}
{{- fail "glide: database.password and database.existingSecret: keep one of them" }}
{{- end }}
{{- if and $values.storage.endpoint (not $values.storage.existingSecret) (or (not $values.storage.accessKey) (not $values.storage.secretKey)) }}
{{- fail "glide: the keys of S3 are missing: set storage.existingSecret to a Secret that has both, or storage.accessKey and storage.secretKey" }}
{{- end }}
{{- if and (hasPrefix "SASL" $values.kafka.securityProtocol) (not (and $values.kafka.sasl.mechanism $values.kafka.sasl.username (or $values.kafka.sasl.password $values.kafka.sasl.existingSecret))) }}
{{- fail (printf "glide: kafka.securityProtocol is %s: set kafka.sasl.mechanism, kafka.sasl.username, and kafka.sasl.existingSecret or kafka.sasl.password" $values.kafka.securityProtocol) }}
{{- end }}
{{- if and $values.relay.loadBalancer.enabled (not $values.relay.loadBalancer.url) }}
{{- fail "glide: relay.loadBalancer.url is missing: where clients reach the load balancer, such as https://relay.glide.example.org" }}
{{- end }}
{{- if and $values.httpRoute.enabled (not $values.httpRoute.parentRefs) (not $values.httpRoute.createGateway.enabled) }}
{{- fail "glide: httpRoute.parentRefs is empty: name the Gateway that the route hangs on, or set httpRoute.createGateway.enabled" }}
{{- end }}
{{- range $name, $part := dict "registry" $values.registry "relay" $values.relay "chunkStore" $values.chunkStore }}
{{- if and $part.autoscaling.enabled (gt (int $part.autoscaling.minReplicas) (int $part.autoscaling.maxReplicas)) }}
{{- fail (printf "glide: %s.autoscaling: minReplicas is more than maxReplicas" $name) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "glide.databaseUrl" -}}
{{- if include "glide.quickstart.postgresql" . }}
{{- printf "postgresql://%s-postgresql:5432/glide" (include "glide.fullname" .) }}
{{- else if .Values.cloudnativepg.enabled }}
{{- printf "postgresql://%s-database-rw:5432/glide?sslmode=verify-full&sslrootcert=/etc/glide/database-ca/ca.crt" (include "glide.fullname" .) }}
{{- else if .Values.database.ca.existingSecret }}
{{- printf "%s%ssslrootcert=/etc/glide/database-ca/ca.crt" .Values.database.url (ternary "&" "?" (contains "?" .Values.database.url)) }}
{{- else }}
{{- .Values.database.url }}
{{- end }}
{{- end }}

{{- define "glide.kafkaBootstrap" -}}
{{- if include "glide.quickstart.kafka" . }}
{{- printf "%s-kafka:9092" (include "glide.fullname" .) }}
{{- else if .Values.strimzi.enabled }}
{{- printf "%s-events-kafka-bootstrap:9093" (include "glide.fullname" .) }}
{{- else }}
{{- .Values.kafka.bootstrap }}
{{- end }}
{{- end }}

{{- define "glide.storageEndpoint" -}}
{{- if include "glide.quickstart.storage" . }}
{{- printf "http://%s-storage:9000" (include "glide.fullname" .) }}
{{- else }}
{{- .Values.storage.endpoint }}
{{- end }}
{{- end }}

{{/* Addresses that clients use; empty where only the request can tell. */}}
{{- define "glide.origins" -}}
{{- if .Values.origins }}
{{- join "," .Values.origins }}
{{- else if and .Values.host .Values.gateway.enabled (ne (int .Values.gateway.service.port) 443) }}
{{- printf "https://%s:%d" .Values.host (int .Values.gateway.service.port) }}
{{- else if .Values.host }}
{{- printf "%s://%s" (ternary "http" "https" (and .Values.ingress.enabled (not .Values.ingress.tls.enabled))) .Values.host }}
{{- end }}
{{- end }}
