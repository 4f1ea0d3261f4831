using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace EmailAgent.Grains.Models;

/// <summary>The creation of clients of model hosts. None retries: a host in trouble must not get more requests, and the results without a model are there at once.</summary>
internal static class ModelClients
{
    // The limit of the host is the one that ends a request; that of the library is there only in case.
    private const int Patience = 2;

    /// <returns>Null if no model is configured.</returns>
    public static IChatClient? Create(ModelOptions options)
    {
        if (options is not { Endpoint: { } endpoint, Model: { } model })
            return null;
        var http = new HttpClient(new LimitedAnswerHandler(new SocketsHttpHandler { AllowAutoRedirect = false })) { Timeout = options.Timeout * Patience };
        return options.Api == ModelApi.Anthropic ? CreateAnthropic(options, endpoint, model, http) : CreateOpenAI(options, endpoint, model, http);
    }

    private static IChatClient CreateOpenAI(ModelOptions options, Uri endpoint, string model, HttpClient http)
    {
        var client = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = options.Timeout * Patience,
            Transport = new HttpClientPipelineTransport(http),
        };
        // A host in the operator's network often requires no key, but the library does.
        return new ChatClient(model, new ApiKeyCredential(options.ApiKey is { Length: > 0 } key ? key : "none"), client).AsIChatClient();
    }

    private static IChatClient CreateAnthropic(ModelOptions options, Uri endpoint, string model, HttpClient http) => new AnthropicClient
    {
        ApiKey = options.ApiKey!,
        BaseUrl = endpoint.AbsoluteUri.TrimEnd('/'),
        MaxRetries = 0,
        Timeout = options.Timeout * Patience,
        HttpClient = http,
    }.AsIChatClient(model);
}
