namespace TieredRouting.Economics;

/// <summary>
/// The routes whose hashes have the same place: the number of the newest, and which sixteenths of all hashes are among them. Mostly that tells already that a route is new, and no other is fetched from memory to see so.
/// </summary>
internal readonly struct LedgerChain
{
    private const int NumberBits = 48;

    private readonly ulong _value;

    private LedgerChain(ulong value) => _value = value;

    /// <summary>The newest route's number; zero where there is none. Numbers begin at one.</summary>
    public long Newest => (long)(_value & ((1UL << NumberBits) - 1));

    /// <summary>The number to begin with in search of a route; zero where it is none of these.</summary>
    public long NewestFor(ulong hash) => (_value & SixteenthOf(hash)) != 0 ? Newest : 0;

    public LedgerChain With(long newest, ulong hash) => new((_value >> NumberBits << NumberBits) | SixteenthOf(hash) | (ulong)newest);

    // The place is taken from a hash's lower end.
    private static ulong SixteenthOf(ulong hash) => 1UL << (NumberBits + (int)(hash >> 60));
}
