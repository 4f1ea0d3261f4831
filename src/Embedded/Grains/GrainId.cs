namespace Orleans.Runtime;

/// <summary>The name of a grain class: the class name in lower case without its suffix "Grain".</summary>
public readonly record struct GrainType
{
    private readonly string _value;

    private GrainType(string value) => _value = value;

    public static GrainType Create(string value) => new(value);

    public override string ToString() => _value;
}

/// <summary>The identity of a grain: its class and its key. Written <c>type/key</c>; a numeric key is written in hexadecimal.</summary>
public readonly record struct GrainId
{
    private GrainId(GrainType type, string key) => (Type, KeyText) = (type, key);

    public GrainType Type { get; }

    internal string KeyText { get; }

    public static GrainId Create(GrainType type, string key) => new(type, key);

    public static GrainId Create(string type, string key) => new(GrainType.Create(type), key);

    public override string ToString() => $"{Type}/{KeyText}";
}
