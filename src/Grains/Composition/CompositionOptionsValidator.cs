using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Composition;

internal sealed class CompositionOptionsValidator : IValidateOptions<CompositionOptions>
{
    // A message and its parts are in memory while it is written.
    private const long MostBytes = 200L * 1024 * 1024;
    private const long LeastBytes = 64 * 1024;
    private const int MostRecipients = 5000;
    private const int MostIdentities = 500;

    public ValidateOptionsResult Validate(string? name, CompositionOptions options)
    {
        var faults = new List<string>();
        if (options.RecipientsPerMessage is < 1 or > MostRecipients)
            faults.Add($"Composition:RecipientsPerMessage must be from 1 to {MostRecipients}.");
        if (options.LargestMessage is < LeastBytes or > MostBytes)
            faults.Add($"Composition:LargestMessage must be from {LeastBytes} to {MostBytes}.");
        if (options.IdentitiesPerMailbox is < 1 or > MostIdentities)
            faults.Add($"Composition:IdentitiesPerMailbox must be from 1 to {MostIdentities}.");
        if (options.RecipientDomains.Any(domain => string.IsNullOrWhiteSpace(domain) || domain.Contains('@', StringComparison.Ordinal)))
            faults.Add("Composition:RecipientDomains must contain domains such as example.org.");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
