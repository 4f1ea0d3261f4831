using System.Net;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Egress;

internal sealed class EgressOptionsValidator : IValidateOptions<EgressOptions>
{
    public ValidateOptionsResult Validate(string? name, EgressOptions options)
    {
        var faults = options.Allow.Where(network => network.Length > 0 && !IPNetwork.TryParse(network, out _)).ToList();
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(network => $"Egress:Allow must hold networks such as 192.168.1.0/24, not '{network}'."));
    }
}
