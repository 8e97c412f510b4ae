namespace TieredRouting.Redaction;

/// <summary>Gives the text that takes another's place; the same text where nothing does.</summary>
internal delegate string TextRewriter(string text, TextPlace place);
