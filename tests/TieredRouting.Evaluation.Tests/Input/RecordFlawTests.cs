using System.Text;
using CsCheck;

namespace TieredRouting.Evaluation.Tests.Input;

public sealed class RecordFlawTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void However_many_properties_an_object_has_one_that_is_there_twice_is_found_and_no_other(int count)
    {
        var names = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"p{i}\":1"));
        var inner = $"{{{names}}}";

        Of($"{{\"a\":[{inner},{inner}],\"b\":{inner}}}").Should().BeNull("each of them has its own");
        Of($"{{\"a\":{inner},\"b\":{{{names},\"p0\":2}}}}").Should().Be("has a property twice (b.p0)");
        Of($"{{\"a\":{{{names},\"q\":{inner},\"p{count - 1}\":2}}}}").Should().Be($"has a property twice (a.p{count - 1})");
    }

    [Fact]
    public void It_says_of_any_object_whether_a_name_is_there_twice() =>
        Gen.Int[0, 90].Array[0, 120].Sample(names => Of($"{{{string.Join(',', names.Select(name => $"\"n{name}\":{{\"n1\":[]}}"))}}}") is null == (names.Distinct().Count() == names.Length));

    private static string? Of(string line) => new RecordFlaw().Of(Encoding.UTF8.GetBytes(line));
}
