using System.Data;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Database;

/// <summary>How our types stand in columns of both databases: ids, instants and days as TEXT, tags as bytes.</summary>
internal static class ColumnTypes
{
    public static void Register()
    {
        Add(new IdColumn());
        Add(new UserIdColumn());
        Add(new InstantColumn());
        Add(new DayColumn());
        Add(new CurrencyColumn());
        Add(new TagColumn());
    }

    // Dapper prefers its built-in map for a known type over a handler, also for its nullable form, until both are removed.
    private static void Add<T>(SqlMapper.TypeHandler<T> handler)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private abstract class TextColumn<T> : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = Write(value!);
        }

        public override T Parse(object value) => Read((string)value);

        protected abstract string Write(T value);

        protected abstract T Read(string text);
    }

    private sealed class IdColumn : TextColumn<Guid>
    {
        protected override string Write(Guid value) => value.ToString("D");

        protected override Guid Read(string text) => Guid.ParseExact(text, "D");
    }

    private sealed class UserIdColumn : TextColumn<UserId>
    {
        protected override string Write(UserId value) => value.ToString();

        protected override UserId Read(string text) => new(Guid.ParseExact(text, "D"));
    }

    private sealed class InstantColumn : TextColumn<DateTimeOffset>
    {
        protected override string Write(DateTimeOffset value) => Instant.ToText(value);

        protected override DateTimeOffset Read(string text) => Instant.Parse(text);
    }

    private sealed class DayColumn : TextColumn<DateOnly>
    {
        protected override string Write(DateOnly value) => Instant.ToText(value);

        protected override DateOnly Read(string text) => Instant.ParseDay(text);
    }

    private sealed class CurrencyColumn : TextColumn<Currency>
    {
        protected override string Write(Currency value) => value.Code;

        protected override Currency Read(string text) => Currency.Parse(text);
    }

    private sealed class TagColumn : SqlMapper.TypeHandler<Tag>
    {
        public override void SetValue(IDbDataParameter parameter, Tag value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = value.ToBytes();
        }

        public override Tag Parse(object value) => Tag.FromBytes((byte[])value);
    }
}
