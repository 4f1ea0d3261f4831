using Microsoft.AspNetCore.HttpOverrides;

namespace EmailAgent.Api.Http;

internal static class TrustedProxies
{
    private const string Key = "Http:TrustedProxies";

    /// <summary>
    /// Takes the client's address and scheme from <c>X-Forwarded-For</c> and <c>-Proto</c> where the request comes from one of the
    /// networks in <c>Http:TrustedProxies</c> (such as <c>10.0.0.0/8</c>). Default: none, and the headers are ignored.
    /// </summary>
    /// <exception cref="FormatException">One of them is no network.</exception>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = app.Configuration.GetSection(Key).Get<string[]>() ?? [];
        if (networks.Length == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // back through all that are trusted, to the first that is not
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(options);
    }
}
