using System.Reflection;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Architecture;

public sealed class PublicSurfaceTests
{
    /// <summary>Meant to be derived from: a tier describes one endpoint of its own.</summary>
    private static readonly Type[] MeantAsBases = [typeof(EndpointBuilder)];

    private static readonly Type[] Types = [.. typeof(TieredRoutingChatClient).Assembly.GetExportedTypes(), .. typeof(ScriptedChatClient).Assembly.GetExportedTypes()];

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Public_types_live_in_the_namespace_of_their_library() =>
        Types.Should().OnlyContain(type => type.Namespace == type.Assembly.GetName().Name);

    [Fact]
    public void Public_classes_cannot_be_derived_from_by_accident() =>
        Types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Should().BeEquivalentTo(MeantAsBases);

    [Fact]
    public void Nothing_public_and_static_can_be_changed()
    {
        Types.SelectMany(type => type.GetFields(Declared)).Where(field => field is { IsStatic: true, IsInitOnly: false, IsLiteral: false }).Should().BeEmpty();
        Types.SelectMany(type => type.GetProperties(Declared)).Where(property => property.SetMethod is { IsStatic: true, IsPublic: true }).Should().BeEmpty();
    }

    [Fact]
    public void Fields_are_constants() =>
        Types.Where(type => !type.IsEnum).SelectMany(type => type.GetFields(Declared)).Where(field => !field.IsLiteral).Should().BeEmpty();

    [Fact]
    public void What_runs_asynchronously_says_so_by_its_name() =>
        Methods().Where(method => IsAsynchronous(method.ReturnType)).Should().OnlyContain(method => method.Name.EndsWith("Async", StringComparison.Ordinal));

    [Fact]
    public void What_is_called_asynchronous_can_be_awaited() =>
        Methods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Should().OnlyContain(method => IsAsynchronous(method.ReturnType));

    [Fact]
    public void Exceptions_of_requests_carry_the_route() =>
        Types.Where(type => type.IsAssignableTo(typeof(Exception)) && type != typeof(AuditFormatException)).Should().OnlyContain(type => type.IsAssignableTo(typeof(TieredRoutingException)));

    [Fact]
    public void Nobody_else_can_make_an_exception_of_ours() =>
        Types.Where(type => type.IsAssignableTo(typeof(Exception))).SelectMany(type => type.GetConstructors()).Should().BeEmpty();

    private static IEnumerable<MethodInfo> Methods() => Types.SelectMany(type => type.GetMethods(Declared)).Where(method => !method.IsSpecialName);

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));
}
