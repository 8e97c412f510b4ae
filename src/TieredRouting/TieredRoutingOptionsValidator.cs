using TieredRouting.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting;

/// <summary>Builds the model of the options: what cannot be built is not valid, and every error is named at once.</summary>
internal sealed class TieredRoutingOptionsValidator(IServiceProvider services, RouterRegistration registration) : IValidateOptions<TieredRoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, TieredRoutingOptions options)
    {
        IChatClient? captured;
        try
        {
            captured = registration.CapturedKey is { } key ? services.GetRequiredKeyedService<IChatClient>(key) : null;
        }
        catch (Exception exception)
        {
            return ValidateOptionsResult.Fail($"client: the IChatClient registered before AddTieredRouting could not be made: {Failure.Of(exception)}");
        }

        var builder = new RoutingModelBuilder(options, services, captured);
        options.Model = builder.Build();
        return options.Model is null ? ValidateOptionsResult.Fail(builder.Errors) : ValidateOptionsResult.Success;
    }
}
