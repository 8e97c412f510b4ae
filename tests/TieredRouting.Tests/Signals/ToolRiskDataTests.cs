using System.Text.Json;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

/// <summary>How well the risk of tools that hide what they are is read from what they are called, on the tools of a real server.</summary>
public sealed class ToolRiskDataTests(ITestOutputHelper output)
{
    [Fact]
    public void No_tool_that_changes_something_is_called_a_reading_one()
    {
        var reads = File.ReadLines(SharedData.Require("tool-risk/tools.labels.jsonl")).Select(line => JsonElement.Parse(line))
            .ToDictionary(label => label.GetProperty("id").GetString()!, label => label.GetProperty("readOnly").GetBoolean());
        var (all, over) = (0, 0);
        foreach (var line in SharedData.ReadLines("tool-risk/tools.requests.jsonl.gz"))
        {
            var tool = line.GetProperty("tools")[0];
            var name = tool.GetProperty("name").GetString()!;
            var risk = InferredToolRisk.Of(name, tool.GetProperty("description").GetString()!, []);
            if (reads[line.GetProperty("id").GetString()!])
                (all, over) = (all + 1, over + (risk == ToolRisk.Read ? 0 : 1));
            else
                risk.Should().NotBe(ToolRisk.Read, name);
        }

        output.WriteLine($"{over} of {all} reading tools count as writes");
        over.Should().BeLessThanOrEqualTo(25);
    }
}
