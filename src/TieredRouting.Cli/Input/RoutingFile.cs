using TieredRouting.Configuration;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>
/// A routing section that a tool read whole. It stands alone: the gates and signals that only an application's code knows are
/// taken as named, and count as unavailable.
/// </summary>
internal sealed class RoutingFile
{
    private readonly string _folder;
    private readonly SectionNode _section;
    private IReadOnlyList<string>? _foreignGates;
    private IReadOnlyList<string>? _foreignSignals;

    private RoutingFile(string folder, SectionNode section) => (_folder, _section) = (folder, section);

    /// <exception cref="InputException">The file cannot be read.</exception>
    public static RoutingFile Read(FileInfo file)
    {
        var errors = new ConfigurationErrors(file.Name);
        var section = SectionFile.Read(file.FullName, nameof(TieredRouting), errors);
        return errors.All.Count == 0 ? new RoutingFile(file.DirectoryName!, section) : throw new InputException(errors.All);
    }

    /// <summary>The names of the contracts.</summary>
    public IReadOnlySet<string> ContractNames =>
        (_section["contracts"]?.Members ?? []).Select(contract => contract.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gates that the section names and the library does not have.</summary>
    public IReadOnlyList<string> ForeignGates => _foreignGates ??=
        [.. Contracts.Append(_section).SelectMany(GatesOf).Except(GateNames.All, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Signals that rules of the section read and the library does not measure.</summary>
    public IReadOnlyList<string> ForeignSignals => _foreignSignals ??=
        [.. Contracts.Append(_section).SelectMany(SignalsOf).Except(SignalNames.All).Order(StringComparer.Ordinal)];

    /// <summary>Says what is taken as named.</summary>
    public void WarnOfForeign(string name, Terminal terminal)
    {
        WarnOfForeignGates(name, terminal);
        if (ForeignSignals is { Count: > 0 } signals)
            terminal.Warn($"{name}: signals that only the application measures, unavailable here: {string.Join(", ", signals)}");
    }

    /// <summary>Says which gates are taken as named; signals are on record where they are read there.</summary>
    public void WarnOfForeignGates(string name, Terminal terminal)
    {
        if (ForeignGates is { Count: > 0 } gates)
            terminal.Warn($"{name}: gates that only the application has, taken as named: {string.Join(", ", gates)}");
    }

    public void Declare(TieredRoutingBuilder routing)
    {
        routing.Read(_section, _folder);
        foreach (var gate in ForeignGates)
            routing.AddGate(new ForeignGate(gate));
        foreach (var signal in ForeignSignals)
            routing.AddExtractor(new ForeignSignal(signal));
    }

    private IEnumerable<SectionNode> Contracts => Members(_section["contracts"]);

    private static IEnumerable<string> GatesOf(SectionNode scope) =>
        Texts(scope["gates"]).Concat(Members(scope["rules"]).SelectMany(rule => Texts(rule["require"]?["gates"])));

    private static IEnumerable<string> SignalsOf(SectionNode scope) =>
        Members(scope["rules"]).SelectMany(rule => rule["when"]?.Members ?? []).Select(condition => condition.Key.Split('.')[0]).Where(signal => signal.Length > 0);

    private static IEnumerable<SectionNode> Members(SectionNode? node) => node?.Members.Select(member => member.Value) ?? [];

    private static IEnumerable<string> Texts(SectionNode? node) => Members(node).Select(item => item.Text).Where(text => !string.IsNullOrWhiteSpace(text))!;
}
