using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Templates;

internal sealed class TemplateOptionsValidator : IValidateOptions<TemplateOptions>
{
    // The list is one answer, without pages.
    private const int Most = 1000;

    public ValidateOptionsResult Validate(string? name, TemplateOptions options) => options.PerUser is < 1 or > Most
        ? ValidateOptionsResult.Fail($"Templates:PerUser must be from 1 to {Most}.")
        : ValidateOptionsResult.Success;
}
