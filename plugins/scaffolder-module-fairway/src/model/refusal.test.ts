import { asSentence, readRefusal } from './refusal';

it('says a rule as a sentence', () => {
  expect(asSentence('use a-z, 0-9 and -')).toBe('Use a-z, 0-9 and -.');
  expect(asSentence('Is taken.')).toBe('Is taken.');
});

describe('readRefusal', () => {
  it('reads the field and the rule', () => {
    const refusal = readRefusal(409, {
      error: {
        name: 'ConflictError',
        message: 'name: repository acme/refunds already exists',
        field: 'name',
      },
    });
    expect(refusal).toMatchObject({
      status: 409,
      field: 'name',
      rule: 'repository acme/refunds already exists',
      message: 'name: repository acme/refunds already exists',
    });
  });

  it('takes the field from the message where it is not given apart', () => {
    expect(
      readRefusal(403, {
        error: { message: 'owner: you are not a member of payments' },
      }),
    ).toMatchObject({
      field: 'owner',
      rule: 'you are not a member of payments',
    });
  });

  it('reads the schema errors of the scaffolder', () => {
    expect(
      readRefusal(400, {
        errors: [
          {
            property: 'instance',
            message: 'requires property "owner"',
            argument: 'owner',
          },
        ],
      }),
    ).toMatchObject({ field: 'owner', rule: 'required' });
    expect(
      readRefusal(400, {
        errors: [{ property: 'instance.tier', message: 'is not one of 1,2,3' }],
      }),
    ).toMatchObject({ field: 'tier', rule: 'is not one of 1,2,3' });
  });

  it.each([null, {}, { error: {} }, { errors: [] }])(
    'says at least the status for %j',
    body => {
      expect(readRefusal(400, body)).toMatchObject({
        field: undefined,
        message: 'Refused with status 400',
      });
    },
  );
});
