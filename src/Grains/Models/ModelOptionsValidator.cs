using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Models;

internal sealed class ModelOptionsValidator : IValidateOptions<ModelOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var faults = new List<string>();
        if (options.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
            faults.Add("Models:Endpoint must be an address that begins with http or https.");
        if (options.Endpoint is not null && string.IsNullOrWhiteSpace(options.Model))
            faults.Add("Models:Model must not be empty if Models:Endpoint is set.");
        if (options is { Endpoint: not null, Api: ModelApi.Anthropic } && string.IsNullOrWhiteSpace(options.ApiKey))
            faults.Add("Models:ApiKey must not be empty for this Models:Api.");
        if (!Enum.IsDefined(options.Api))
            faults.Add("Models:Api must be OpenAI or Anthropic.");
        if (!Enum.IsDefined(options.Sends))
            faults.Add("Models:Sends must be Nothing, Subjects or Bodies.");
        if (options.TokensPerUserAndDay < 0)
            faults.Add("Models:TokensPerUserAndDay must be at least 0.");
        if (options.LongestAnswer < 1)
            faults.Add("Models:LongestAnswer must be at least 1.");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            faults.Add("Models:Timeout must be more than nothing, and at most ten minutes.");
        if (options.ConcurrentRequests < 1)
            faults.Add("Models:ConcurrentRequests must be at least 1.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
