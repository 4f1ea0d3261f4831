using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.SavedSearches;

internal sealed class SavedSearchOptionsValidator : IValidateOptions<SavedSearchOptions>
{
    // The list is one answer, without pages.
    private const int Most = 1000;

    public ValidateOptionsResult Validate(string? name, SavedSearchOptions options) => options.PerUser is < 1 or > Most
        ? ValidateOptionsResult.Fail($"SavedSearches:PerUser must be from 1 to {Most}.")
        : ValidateOptionsResult.Success;
}
