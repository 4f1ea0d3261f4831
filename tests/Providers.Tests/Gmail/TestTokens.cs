using System.Globalization;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>Tokens <c>1</c>, <c>2</c> ...: the next one when one is rejected.</summary>
internal sealed class TestTokens : IAccessTokenSource
{
    private int _current = 1;

    public int Rejected => _current - 1;

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_current.ToString(CultureInfo.InvariantCulture));

    public void Reject(string token)
    {
        if (token == _current.ToString(CultureInfo.InvariantCulture)) _current++;
    }
}
