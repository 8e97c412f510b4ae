using System.Text.Json;

namespace TieredRouting.Signals;

/// <summary>Finds the line on which something stands in a document that is known to be JSON.</summary>
internal static class JsonPlaces
{
    /// <summary>The line, from 1 on, of a property below the document's root; that of the nearest one around it where it is not there.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="path">The names from the root on.</param>
    public static int LineOf(ReadOnlySpan<byte> utf8, params ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(utf8);
        var (found, at) = (0, 0L);
        while (found < path.Length && reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != found + 1)
                continue;
            if (!reader.ValueTextEquals(path[found]))
            {
                reader.Skip();
                continue;
            }

            (at, found) = (reader.TokenStartIndex, found + 1);
        }

        return 1 + utf8[..(int)at].Count((byte)'\n');
    }
}
