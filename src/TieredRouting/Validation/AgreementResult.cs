namespace TieredRouting.Validation;

/// <summary>Whether two answers agree; if not, why and where. It holds nothing of the answers.</summary>
/// <param name="Parting">Why they disagree.</param>
/// <param name="PartedAt">
/// Where, as a JSON pointer, <see langword="null"/> where they agree. A name that only the answers know is written <c>*</c>, since it is text of theirs.
/// </param>
internal readonly record struct AgreementResult(Parting Parting, string? PartedAt)
{
    public static AgreementResult Agreed => default;

    public bool Agree => Parting == Parting.None;

    public static AgreementResult Parted(Parting why, string at) => new(why, at);
}
