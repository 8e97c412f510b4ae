using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting;

/// <summary>Checks at start that the client which the container hands out is the router, and each contract's key its own.</summary>
internal sealed class RegistrationOrder(IServiceProvider services) : IValidateOptions<RegistrationOrder.Options>
{
    public const string NotContained =
        "This IChatClient does not contain the tiered router. The container hands out the IChatClient that was registered last: " +
        "register provider clients (AddChatClient) before AddTieredRouting, and decorators on the builder that AddTieredRouting returns.";

    public ValidateOptionsResult Validate(string? name, Options options)
    {
        TieredRoutingChatClient router;
        try
        {
            router = services.GetRequiredService<TieredRoutingChatClient>();
        }
        catch (OptionsValidationException)
        {
            // Start-up reports those errors by themselves.
            return ValidateOptionsResult.Success;
        }

        var errors = Errors(router).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Errors(TieredRoutingChatClient router)
    {
        if (services.GetRequiredService<IChatClient>().GetService<TieredRoutingChatClient>() != router)
            yield return NotContained;
        else
        {
            foreach (var contract in services.GetRequiredService<RouterRegistration>().Contracts)
            {
                if (services.GetRequiredKeyedService<IChatClient>(contract).GetService<ContractChatClient>()?.Contract != contract)
                    yield return $"The keyed IChatClient '{contract}' is not the contract's own: another was registered under that key after AddTieredRouting.";
            }
        }
    }

    /// <summary>Nothing to set: it makes the check run at start.</summary>
    internal sealed class Options;
}
