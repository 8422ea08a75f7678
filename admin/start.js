/** Start the form: Decap CMS, with the configuration made from the model and our own YAML. */
import * as YAML from './vendor/yaml/index.js';
import {formatFor} from './format.js';
import {registerWidgets} from './widgets.js';
import {WORDS, over} from './words.js';

window.CMS_MANUAL_INIT = true;

async function start() {
  const answer = await fetch('config.yml');
  if (!answer.ok) throw new Error(`config.yml : ${answer.status}`);
  const {map, ...config} = YAML.parse(await answer.text());
  await new Promise((done, failed) => {
    const script = document.createElement('script');
    Object.assign(script, {src: 'vendor/decap-cms/decap-cms.js', onload: done,
      onerror: () => failed(new Error('decap-cms.js manque : lancez « make admin »'))});
    document.body.append(script);
  });
  registerWidgets(window.CMS, map);
  window.CMS.registerLocale('fr', over(WORDS, window.CMS.getLocale('fr')));
  window.CMS.registerCustomFormat('yaml', 'yml', formatFor(config));
  window.CMS.init({config: {...config, load_config_file: false}});
}

start().catch(failure => {
  document.body.textContent = `Le formulaire n’a pas pu s’ouvrir. ${failure.message}`;
});
