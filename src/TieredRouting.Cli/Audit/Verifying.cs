using TieredRouting.Audit;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>One run of <c>audit verify</c>.</summary>
internal static class Verifying
{
    public static async Task<int> RunAsync(FileInfo file, IReadOnlyList<string> variables, bool allowsUnkeyedStart, Terminal terminal, CancellationToken cancellationToken)
    {
        var keys = variables.Select(KeyIn).ToList();
        var found = await VerifyAsync(file, keys, allowsUnkeyedStart, terminal, cancellationToken);
        terminal.Out.WriteLine(found);
        foreach (var note in Notes(found))
            terminal.Warn(note);
        return found.IsWhole ? Terminal.Success : Terminal.GateFailed;
    }

    private static AuditKey KeyIn(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret
        ? AuditKey.ToTry(secret)
        : throw new InputException($"the environment variable '{variable}' holds no key");

    private static async Task<AuditVerification> VerifyAsync(FileInfo file, List<AuditKey> keys, bool allowsUnkeyedStart, Terminal terminal, CancellationToken cancellationToken)
    {
        AuditVerification? found = null;
        try
        {
            var (length, read) = (LengthOf(file), 0L);
            await Watching.UntilDoneAsync($"Verifying {file.Name}", () => length == 0 ? 1 : (double)Interlocked.Read(ref read) / length, terminal, async () =>
                found = await AuditChain.VerifyAsync(file.FullName, keys, allowsUnkeyedStart, new Reading(bytes => Interlocked.Exchange(ref read, bytes)), cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.Name}: {(exception is FileNotFoundException ? "is not there" : exception.Message)}");
        }

        return found!;
    }

    private static long LengthOf(FileInfo file)
    {
        var paths = new AuditPaths(file.FullName);
        return paths.Rolled().Sum(rolled => new FileInfo(rolled.Path).Length) + (file.Exists ? file.Length : 0);
    }

    private static IEnumerable<string> Notes(AuditVerification found)
    {
        if (found.TornBytes > 0)
            yield return FormattableString.Invariant($"the last line is torn ({found.TornBytes} bytes), as a crash leaves it; nobody was told that it was written");
        if (found.Unkeyed > 0)
            yield return FormattableString.Invariant($"{found.Unkeyed} records stand before the chain's first key: whoever could write the file then could have written them");
    }

    /// <summary>Takes progress on the thread that reads, so that none is behind the end.</summary>
    private sealed class Reading(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
