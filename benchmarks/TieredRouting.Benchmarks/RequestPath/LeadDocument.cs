namespace TieredRouting.Benchmarks.RequestPath;

/// <summary>What the benchmarks send, the answer they get back and the schema it must satisfy: a lead in a sales mailbox.</summary>
internal static class LeadDocument
{
    /// <summary>A message of exactly 500 characters.</summary>
    public const string Request =
        "Hello, we are a bakery of forty people in the old town with three shops and one van, and since the new year we write all of " +
        "our invoices by hand, which takes our bookkeeper the whole of every Friday. A friend at the market told us that you offer " +
        "something for firms of our size. We would need it for five users, with delivery notes, reminders and an export for our tax " +
        "adviser, and it should be running by the first of March. Could you tell us what it costs and how long it takes? Kind regards, Marta";

    /// <summary>An answer of about 300 bytes, as a model gives it that was asked for JSON alone.</summary>
    public const string Answer = """
        {"company":"Old Town Bakery","contact":{"name":"Marta Keller","email":"marta@bakery.example"},"employees":40,"seats":5,"needs":["invoices","delivery notes","reminders","tax export"],"budget":{"amount":2400.5,"currency":"EUR"},"startBy":"2027-03-01","urgency":"high","callBack":true,"notes":"Now by hand, every Friday."}
        """;

    /// <summary>The schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "properties": {
            "company": { "type": "string", "minLength": 1, "maxLength": 120 },
            "contact": {
              "type": "object",
              "properties": { "name": { "type": "string" }, "email": { "type": "string" } },
              "required": [ "name" ],
              "additionalProperties": false
            },
            "employees": { "type": "integer", "minimum": 1 },
            "seats": { "type": "integer", "minimum": 1 },
            "needs": { "type": "array", "items": { "type": "string" } },
            "budget": {
              "type": "object",
              "properties": { "amount": { "type": "number" }, "currency": { "type": "string", "enum": [ "EUR", "USD", "CHF" ] } },
              "required": [ "amount", "currency" ],
              "additionalProperties": false
            },
            "startBy": { "type": "string" },
            "urgency": { "type": "string", "enum": [ "low", "medium", "high" ] },
            "callBack": { "type": "boolean" },
            "notes": { "type": "string" }
          },
          "required": [ "company", "contact", "needs", "urgency" ],
          "additionalProperties": false
        }
        """;
}
