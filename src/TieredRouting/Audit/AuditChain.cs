using TieredRouting.Audit;

namespace TieredRouting;

/// <summary>Verifies the chain of records that <c>JsonLines</c> writes. Thread-safe.</summary>
public static class AuditChain
{
    private const int MostTries = 100;

    /// <summary>
    /// Follows the chain through the file, and before it through the files it was rolled into, up to the record that <c>PATH.head</c> names. It reads as a stream,
    /// in flat memory, also while the router writes.
    /// </summary>
    /// <remarks>
    /// Without a key this finds accidents: whoever may write the file can also write a new chain. With a key it finds forgers too, save one who puts back an older
    /// state of all files together: only a copy of the head that is kept elsewhere shows that.
    /// </remarks>
    /// <param name="path">The file that is written, by its own name: an <c>{instance}</c> stands for this process.</param>
    /// <param name="keys">The keys that it was written with: the present one first, then those before it, the latest first. None for a chain without a key. The chain must end under
    /// the present one, and never goes back, so that a key that leaked is worth nothing once another has taken its place. What its holder can do is to put everything back to the moment
    /// of that change.</param>
    /// <param name="allowUnkeyedStart">Whether records may stand before the chain's first key. Whoever could write the file then could have written them.</param>
    /// <param name="progress">Is told how many bytes have been read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What was found: whole, or the first record that is not as it was written.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">A file cannot be read; there is no such file (<see cref="FileNotFoundException"/>).</exception>
    public static async Task<AuditVerification> VerifyAsync(
        string path,
        IEnumerable<AuditKey>? keys = null,
        bool allowUnkeyedStart = false,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var (paths, given) = (new AuditPaths(path), keys?.ToList() ?? []);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await new ChainVerifier(paths, given, allowUnkeyedStart, progress).VerifyAsync(cancellationToken);
            }
            catch (FileNotFoundException) when (tries < MostTries && File.Exists(paths.Head))
            {
                // The writer retired a file before it was read.
            }
        }
    }
}
