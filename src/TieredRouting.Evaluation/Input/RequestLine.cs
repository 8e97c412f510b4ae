using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>A request as a line of a file holds it.</summary>
internal record RequestLine
{
    public string? Id { get; init; }

    public string? Contract { get; init; }

    public string? Text { get; init; }

    /// <summary>The text as UTF-8 in base64, for texts that must not be seen.</summary>
    public string? TextBase64 { get; init; }

    public IReadOnlyList<MessageLine>? Messages { get; init; }

    public IReadOnlyList<ToolLine>? Tools { get; init; }

    public FactsLine? Facts { get; init; }

    /// <summary>What stands there and is not read.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>The names of all that is not read.</summary>
    public IEnumerable<string> Unread => (Others?.Keys ?? Enumerable.Empty<string>()).Concat(Facts?.Others?.Keys.Select(name => $"facts.{name}") ?? []);
}
