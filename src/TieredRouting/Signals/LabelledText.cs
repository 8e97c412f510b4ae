namespace TieredRouting.Signals;

/// <summary>An example.</summary>
/// <param name="Label">Which of the labels it is of, by number.</param>
/// <param name="Text">The example.</param>
internal readonly record struct LabelledText(int Label, string Text);
