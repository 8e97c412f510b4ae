namespace TieredRouting.Redaction;

/// <summary>Restores a text that comes in pieces. What may be the beginning of a placeholder is held back until more comes; it is never longer than one.</summary>
internal sealed class TextRestorer(Placeholders placeholders, bool asJson)
{
    private string _held = "";

    /// <summary>Takes in a piece.</summary>
    /// <returns>What may go on; the same piece where nothing changes.</returns>
    public string Add(string text)
    {
        if (_held.Length == 0 && !text.Contains('['))
            return text;
        var all = _held + text;
        var cut = all.Length - PlaceholderForm.CutOff(all);
        _held = all[cut..];
        var restored = placeholders.Restore(all[..cut], asJson);
        return restored == text ? text : restored;
    }

    /// <summary>What is held back, once no more comes: it is no placeholder.</summary>
    public string Rest()
    {
        var rest = _held;
        _held = "";
        return rest;
    }
}
