using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>How recordings, cases, finished requests and gates are read and written: what a format needs must be there.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RecordingLine))]
[JsonSerializable(typeof(CaseLine))]
[JsonSerializable(typeof(RequestResult))]
[JsonSerializable(typeof(ResumeHeader))]
internal sealed partial class EvaluationJsonContext : JsonSerializerContext;
