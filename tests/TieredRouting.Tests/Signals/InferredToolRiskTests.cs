using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

/// <summary>What is read of tools that state nothing.</summary>
public sealed class InferredToolRiskTests
{
    [Theory]
    [InlineData("get_order")]
    [InlineData("getOrderById")]
    [InlineData("GetHTTPHeaders")]
    [InlineData("github_get_issue")]
    [InlineData("mcp__shop__list_orders")]
    [InlineData("order_get")]
    [InlineData("import_get")]
    [InlineData("get_updates")]
    [InlineData("get_commit")]
    [InlineData("list_deleted_items")]
    [InlineData("search_index_query")]
    [InlineData("check_availability")]
    public void A_name_that_reads_needs_no_description(string name) => Risk(name).Should().Be(ToolRisk.Read);

    [Theory]
    [InlineData("create_order")]
    [InlineData("shop_send_invoice")]
    [InlineData("get_or_create_user")]
    [InlineData("get_and_lock")]
    [InlineData("find_and_replace")]
    [InlineData("createorupdate")]
    [InlineData("mark_all_read")]
    [InlineData("return_order")]
    [InlineData("check_in_guest")]
    [InlineData("post_message")]
    [InlineData("transfer_funds")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("order_status")]
    public void A_name_that_writes_or_says_nothing_writes(string name) => Risk(name).Should().Be(ToolRisk.Write);

    [Theory]
    [InlineData("delete_order")]
    [InlineData("get_and_delete")]
    [InlineData("orders_purge")]
    [InlineData("deleteuser")]
    [InlineData("cancelOrder")]
    public void A_name_that_removes_destroys(string name) => Risk(name).Should().Be(ToolRisk.Destructive);

    [Theory]
    [InlineData("order_status", "Returns the status of an order.")]
    [InlineData("order_status", "This tool will show the status of an order.")]
    [InlineData("forecast", "A tool that lists the coming days.")]
    [InlineData("ledger", "Read-only view of the ledger.")]
    [InlineData("ledger", "The ledger, without changing it.")]
    public void Where_the_name_says_nothing_the_description_speaks(string name, string description) =>
        Risk(name, description).Should().Be(ToolRisk.Read);

    [Theory]
    [InlineData("delete_order", "Only reads.", ToolRisk.Destructive)]
    [InlineData("delete_order", "Read-only. Returns the order.", ToolRisk.Destructive)]
    [InlineData("transfer_funds", "Returns the balance and never changes anything.", ToolRisk.Write)]
    [InlineData("post_message", "Gets the message.", ToolRisk.Write)]
    public void A_description_does_not_lower_what_the_name_says(string name, string description, ToolRisk risk) => Risk(name, description).Should().Be(risk);

    [Theory]
    [InlineData("get_customer", "Gets a customer. Creates one if there is none.", ToolRisk.Write)]
    [InlineData("get_customer", "Gets or creates a customer.", ToolRisk.Write)]
    [InlineData("list_users", "Lists users and deletes those who are gone.", ToolRisk.Destructive)]
    [InlineData("query", "Executes any SQL.", ToolRisk.Write)]
    [InlineData("query", "Runs a read-only SQL query.", ToolRisk.Read)]
    [InlineData("query", "Runs a query against the catalogue.", ToolRisk.Read)]
    [InlineData("order_status", "Returns the status. Also cancels late orders.", ToolRisk.Destructive)]
    [InlineData("guidance", "Get guidance for modifying a zone.", ToolRisk.Write)]
    public void A_description_may_raise(string name, string description, ToolRisk risk) => Risk(name, description).Should().Be(risk);

    [Theory]
    [InlineData("accounts", "No confirmation: deletes the account.")]
    [InlineData("accounts", "Not reversible, removes the account.")]
    [InlineData("accounts", "Without a question deletes the account.")]
    public void What_is_denied_beside_a_deed_does_not_deny_the_deed(string name, string description) => Risk(name, description).Should().NotBe(ToolRisk.Read);

    [Theory]
    [InlineData("overwrite", ToolRisk.Write)]
    [InlineData("createIfMissing", ToolRisk.Write)]
    [InlineData("dry_run", ToolRisk.Write)]
    [InlineData("confirm", ToolRisk.Write)]
    [InlineData("mark_as_read", ToolRisk.Write)]
    [InlineData("created_after", ToolRisk.Read)]
    [InlineData("update_id", ToolRisk.Read)]
    [InlineData("filter", ToolRisk.Read)]
    public void A_parameter_may_raise(string parameter, ToolRisk risk) =>
        InferredToolRisk.Of("get_order", "", [parameter]).Should().Be(risk);

    [Theory]
    [InlineData("get_οrder")]
    [InlineData("get_d\u0435lete")]
    [InlineData("get\u200Border")]
    public void A_name_in_letters_that_only_look_right_writes(string name) => Risk(name, "Gets the order.").Should().Be(ToolRisk.Write);

    [Fact]
    public void Endless_names_and_descriptions_write()
    {
        Risk("get_" + new string('a', 1_000_000)).Should().Be(ToolRisk.Write);
        Risk("order_status", "Returns the status." + new string(' ', 1_000_000) + "Deletes it.").Should().Be(ToolRisk.Write);
    }

    [Fact]
    public void What_is_no_schema_is_no_parameter()
    {
        foreach (var schema in (string[])["{}", "true", """{ "properties": 1 }""", """{ "properties": { "id": {} } }"""])
            InferredToolRisk.Of(new Declared(JsonElement.Parse(schema))).Should().Be(ToolRisk.Read);
        InferredToolRisk.Of(new Declared(default)).Should().Be(ToolRisk.Read);
        InferredToolRisk.Of(new Declared(JsonElement.Parse("""{ "properties": { "overwrite": {} } }"""))).Should().Be(ToolRisk.Write);
    }

    private static ToolRisk Risk(string name, string description = "") => InferredToolRisk.Of(name, description, []);

    private sealed class Declared(JsonElement schema) : AIFunctionDeclaration
    {
        public override string Name => "get_order";

        public override JsonElement JsonSchema => schema;
    }
}
