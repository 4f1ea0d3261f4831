using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Projects;

internal sealed class ProjectOptionsValidator : IValidateOptions<ProjectOptions>
{
    private const int Most = 10_000;

    public ValidateOptionsResult Validate(string? name, ProjectOptions options) => options.PerUser is < 1 or > Most
        ? ValidateOptionsResult.Fail($"Projects:PerUser must be from 1 to {Most}.")
        : ValidateOptionsResult.Success;
}
