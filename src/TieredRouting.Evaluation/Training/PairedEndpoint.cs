namespace TieredRouting.Evaluation;

/// <summary>One of the two endpoints that a difficulty is about.</summary>
internal enum PairedEndpoint : byte
{
    Small,
    Large,
}
