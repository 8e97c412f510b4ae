using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

/// <summary>Runs the official JSON Schema test suite: the lint refuses a schema, or every verdict on it is right.</summary>
public sealed class JsonSchemaSuiteTests(ITestOutputHelper output)
{
    // The suite takes "format" for an annotation, as the specification does by default. A contract's format is a promise,
    // so we check it, and only these tests may say otherwise.
    private const string FormatIsAnnotation = "is only an annotation by default";

    [Theory]
    [InlineData("draft7")]
    [InlineData("draft2020-12")]
    public void A_schema_of_the_suite_is_refused_or_judged_rightly(string draft)
    {
        var groups = SharedData.ReadLines($"json-schema-test-suite/{draft}.jsonl.gz").ToList();

        var required = new SuiteRun(groups.Where(group => !IsOptional(group)));
        var optional = new SuiteRun(groups.Where(IsOptional));

        output.WriteLine($"{draft} required: {required}");
        output.WriteLine($"{draft} optional: {optional}");
        optional.Wrong.ForEach(output.WriteLine);
        required.Wrong.Should().BeEmpty();
        required.Accepted.Should().BeGreaterThan(100);
    }

    private static bool IsOptional(JsonElement group) => group.GetProperty("file").GetString()!.StartsWith("optional/", StringComparison.Ordinal);

    private sealed class SuiteRun
    {
        private int _refused, _right, _formats;

        public SuiteRun(IEnumerable<JsonElement> groups)
        {
            foreach (var group in groups)
                if (SchemaLint.Lint(group.GetProperty("schema")).Count > 0)
                    _refused++;
                else
                    Run(group);
        }

        public int Accepted { get; private set; }

        public List<string> Wrong { get; } = [];

        public override string ToString() =>
            $"{Accepted} groups accepted, {_refused} refused; {_right} tests right, {Wrong.Count} wrong, {_formats} where a format is checked on purpose";

        private void Run(JsonElement group)
        {
            Accepted++;
            var validator = JsonSchemaAnswerValidator.Create(group.GetProperty("schema"));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
                Judge(group, test, validator);
        }

        private void Judge(JsonElement group, JsonElement test, JsonSchemaAnswerValidator validator)
        {
            var data = test.GetProperty("data");
            var description = test.GetProperty("description").GetString()!;
            if (validator.Validate(new Answer(data.GetRawText(), data)).Count == 0 == test.GetProperty("valid").GetBoolean())
                _right++;
            else if (description.EndsWith(FormatIsAnnotation, StringComparison.Ordinal))
                _formats++;
            else
                Wrong.Add($"{group.GetProperty("file")}: {group.GetProperty("description")}: {description}: {group.GetProperty("schema")} {data}");
        }
    }
}
