using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>Writes the reasons of a decision.</summary>
internal static class ReasonWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("rule", reason.Rule);
            json.WriteString("signal", reason.Signal);
            json.WriteString("requires", reason.Requires);
            json.WriteString("because", reason.Because);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
