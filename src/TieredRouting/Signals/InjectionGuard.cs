namespace TieredRouting.Signals;

/// <summary>What an application's own instructions forbid to give away.</summary>
/// <param name="Secret">A password or another secret.</param>
/// <param name="Privacy">What is private or personal.</param>
internal readonly record struct InjectionGuard(bool Secret, bool Privacy)
{
    /// <summary>Whether anything is.</summary>
    public bool Keeps => Secret || Privacy;

    public static InjectionGuard Of(string instructions)
    {
        using var plain = PlainText.Of(instructions);
        return InjectionReader.Has(plain.Text, InjectionPattern.OfSilence)
            ? new(InjectionReader.Has(plain.Text, InjectionPattern.OfSecrets), InjectionReader.Has(plain.Text, InjectionPattern.OfPrivate))
            : default;
    }

    public static InjectionGuard operator |(InjectionGuard left, InjectionGuard right) => new(left.Secret || right.Secret, left.Privacy || right.Privacy);
}
