using System.Security.Cryptography;
using TieredRouting;

namespace LeadTriage;

/// <summary>What the desk remembers from run to run: held drafts, and the key that people's ids are hashed with. It lies in the user's application-data folder, or where <c>LEAD_TRIAGE_STATE</c> says.</summary>
internal sealed class LeadState
{
    public const string Variable = "LEAD_TRIAGE_STATE";

    private readonly string _folder;

    private LeadState(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Key = new AuditKey(ReadKey(Path.Combine(_folder, "people.key")));
    }

    /// <summary>Held drafts and what became of them.</summary>
    public string Inbox => Path.Combine(_folder, "inbox.db");

    /// <summary>The audit of decisions: each process writes a file of its own.</summary>
    public string Decisions => Path.Combine(_folder, "audit", "inbox-{instance}.jsonl");

    public AuditKey Key { get; }

    public static LeadState FromEnvironment() => new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "TieredRouting", "LeadTriage"));

    /// <summary>Made once. Of two processes that make it at the same time, both use the first one's.</summary>
    private static string ReadKey(string path)
    {
        if (!File.Exists(path))
        {
            var mine = $"{path}.{Environment.ProcessId}";
            File.WriteAllText(mine, RandomNumberGenerator.GetHexString(64));
            try
            {
                File.Move(mine, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(mine);
            }
        }

        return File.ReadAllText(path);
    }
}
